internal import OutletEngine
internal import OutletWire

/// From replies to bytes: what each delivery means.
extension Connection {
    /// Begins the answer to the request that `nextWish` handed out.
    mutating func answer(_ reply: Reply, to request: Request, date: String, at now: TransportInstant) {
        let framing = Response.Framing(answering: request, closes: reply.response.asksToClose)
        switch reply.completion {
        case .whole:
            deliver(reply.response, reply.delivery, reply.receipt, framing: framing, date: date, at: now)
        case .held(let ticket, let timeoutMilliseconds):
            self.ticket = ticket
            state = .held(framing, until: now.advanced(byMilliseconds: timeoutMilliseconds))
        case .stream(let ticket):
            self.ticket = ticket
            openStream(reply.response, framing: framing, date: date, at: now)
        }
    }

    /// Answers what is no request, came too slowly, or may not send its body, and ends the connection.
    mutating func refuse(_ response: Response, to head: Request? = nil, date: String) {
        let framing = head.map { Response.Framing(answering: $0, closes: true) }
        send(response, framing: framing ?? Response.Framing(persistence: .close), date: date)
        state = .finishing(.close)
    }

    /// Completes a held answer; without a response the connection just ends.
    mutating func complete(_ response: Response?, date: String, at now: TransportInstant) {
        guard case .held(let framing, _) = state else { return }
        ticket = nil
        guard let response else {
            state = .finishing(.close)
            return
        }
        deliver(response, .now, nil, framing: framing, date: date, at: now)
    }

    /// Starts an answer whose delay is over.
    mutating func start(_ outgoing: Outgoing, at now: TransportInstant) {
        if let bytesPerSecond = outgoing.bytesPerSecond, !outgoing.bytes.isEmpty {
            state = .dripping(Drip(outgoing, bytesPerSecond: bytesPerSecond, at: now))
        } else {
            output.append(outgoing.bytes)
            conclude(outgoing.after, at: now)
        }
    }

    /// All of an answer is in the output.
    mutating func conclude(_ after: Outgoing.After, at now: TransportInstant) {
        if let heldBack {
            self.heldBack = nil
            if output.isEmpty {
                report(heldBack, .handedOver)
            } else {
                unsent.append(Unsent(receipt: heldBack, end: output.end, isAwaited: true))
            }
        }
        switch after {
        case .nextRequest:
            state = .reading
            restartActivity(at: now)
        case .end(let end): state = .finishing(end)
        }
    }

    private mutating func deliver(
        _ response: Response, _ delivery: Delivery, _ receipt: Receipt?, framing: Response.Framing, date: String,
        at now: TransportInstant
    ) {
        if delivery == .now {  // by far the most common: nothing in between
            send(response, framing: framing, date: date)
            if let receipt { unsent.append(Unsent(receipt: receipt, end: output.end, isAwaited: false)) }
            conclude(framing.persistence == .close ? .end(.close) : .nextRequest, at: now)
            return
        }
        if delivery.takesTime { heldBack = receipt }
        if delivery.ending == .hang {
            state = .hanging
            return
        }
        var outgoing = Self.outgoing(response, delivery.ending, framing: framing, date: date)
        outgoing.bytesPerSecond = delivery.bytesPerSecond
        if delivery.delayMilliseconds > 0 {
            state = .waiting(until: now.advanced(byMilliseconds: delivery.delayMilliseconds), outgoing)
        } else {
            start(outgoing, at: now)
        }
    }

    private mutating func send(_ response: Response, framing: Response.Framing, date: String) {
        output.append { _ = response.write(into: &$0, date: date, framing: framing) }
    }

    private static func outgoing(
        _ response: Response, _ ending: Delivery.Ending, framing: Response.Framing, date: String
    ) -> Outgoing {
        var bytes: [UInt8] = []
        switch ending {
        case .reset: return Outgoing(bytes: [], after: .end(.reset))
        case .close: return Outgoing(bytes: [], after: .end(.close))
        case .garbage: return Outgoing(bytes: garbage, after: .end(.close))
        case .truncate:
            let bodyCount = response.write(into: &bytes, date: date, framing: framing)
            // Without a body there is only the head to cut.
            bytes.removeLast(bodyCount > 0 ? bodyCount - bodyCount / 2 : bytes.count - bytes.count / 2)
            return Outgoing(bytes: bytes, after: .end(.close))
        case .complete, .hang:
            response.write(into: &bytes, date: date, framing: framing)
            return Outgoing(bytes: bytes, after: framing.persistence == .close ? .end(.close) : .nextRequest)
        }
    }

    /// No status line, no UTF-8, and the same in every run.
    private static let garbage: [UInt8] = (0..<64).map { UInt8(truncatingIfNeeded: 0xFF &- $0 &* 37) }
}
