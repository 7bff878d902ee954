internal import OutletEngine
internal import OutletWire

/// Streams: answers that grow for as long as the client listens and never wait for it.
extension Connection {
    mutating func openStream(
        _ response: Response, framing: Response.Framing, date: String, at now: TransportInstant
    ) {
        var framing = framing
        framing.persistence = .close
        framing.length = .open
        output.append { _ = response.write(into: &$0, date: date, framing: framing) }
        state = framing.omitsBody ? .finishing(.close) : .streaming(droppedCount: 0, quietUntil: quiet(from: now))
    }

    /// Turns a held answer into a stream.
    mutating func open(_ response: Response, date: String, at now: TransportInstant) {
        guard case .held(let framing, _) = state else { return }
        openStream(response, framing: framing, date: date, at: now)
    }

    /// Sends an event of the stream. If too much output is waiting, the event is dropped; the client is told how many
    /// it missed before it gets the next one.
    mutating func push(_ event: [UInt8], at now: TransportInstant) {
        guard case .streaming(let droppedCount, let quietUntil) = state else { return }
        if output.count + event.count > limits.waitingStreamBytes, !output.isEmpty {
            state = .streaming(droppedCount: droppedCount + 1, quietUntil: quietUntil)
            return
        }
        if droppedCount > 0 { output.append(ServerSentEvents.dropped(droppedCount)) }
        output.append(event)
        state = .streaming(droppedCount: 0, quietUntil: quiet(from: now))
    }

    /// Ends the stream, even if it is not open yet: sends what waits, then ends the connection.
    mutating func endStream() {
        switch state {
        case .streaming, .held:
            ticket = nil
            state = .finishing(.close)
        default: return
        }
    }

    /// Sends a heartbeat after a quiet time, or how many events were dropped, unless output is still waiting.
    mutating func beat(at now: TransportInstant) {
        guard case .streaming(let droppedCount, _) = state else { return }
        guard output.isEmpty else {
            state = .streaming(droppedCount: droppedCount, quietUntil: quiet(from: now))
            return
        }
        output.append(droppedCount > 0 ? ServerSentEvents.dropped(droppedCount) : ServerSentEvents.heartbeat)
        state = .streaming(droppedCount: 0, quietUntil: quiet(from: now))
    }

    private func quiet(from now: TransportInstant) -> TransportInstant {
        now.advanced(byMilliseconds: limits.heartbeatMilliseconds)
    }
}
