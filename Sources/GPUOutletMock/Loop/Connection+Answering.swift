internal import OutletEngine
internal import OutletWire

/// Turns replies into bytes, as each delivery requires.
extension Connection {
    /// Starts the answer to the request that `nextAction` returned.
    mutating func answer(_ reply: Reply, to request: Request, date: String, at now: TransportInstant) {
        let framing = Response.Framing(answering: request, closes: reply.response.asksToClose)
        switch reply.completion {
        case .whole:
            deliver(reply.response, reply.delivery, reply.deliveryID, framing: framing, date: date, at: now)
        case .held(let ticket, let timeoutMilliseconds):
            self.ticket = ticket
            state = .held(framing, until: now.advanced(byMilliseconds: timeoutMilliseconds))
        case .stream(let ticket):
            self.ticket = ticket
            openStream(reply.response, framing: framing, date: date, at: now)
        }
    }

    /// Sends a refusal, such as for an invalid or slow request, and ends the connection.
    mutating func refuse(_ response: Response, date: String) {
        send(response, framing: Response.Framing(persistence: .close), date: date)
        state = .finishing(.close)
    }

    /// Answers a request after reading only its head, and ends the connection.
    mutating func answerHead(_ reply: Reply, to head: Request, date: String, at now: TransportInstant) {
        let framing = Response.Framing(answering: head, closes: true)
        deliver(reply.response, reply.delivery, reply.deliveryID, framing: framing, date: date, at: now)
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

    /// Does what follows an answer, once all of its bytes are in the output.
    mutating func conclude(_ after: Outgoing.After, at now: TransportInstant) {
        switch after {
        case .nextRequest:
            noteAllSent()
            state = .reading
            restartActivity(at: now)
        case .end(let end):
            noteAllSent()
            state = .finishing(end)
        case .silence: state = .hanging
        case .pause(let milliseconds, let next):
            if next.isEnd { noteAllSent() }
            state = .waiting(until: now.advanced(byMilliseconds: milliseconds), next)
        }
    }

    /// Notes that all bytes of the held-back answer are in the output.
    private mutating func noteAllSent() {
        guard let heldBack else { return }
        self.heldBack = nil
        if output.isEmpty {
            report(heldBack, .handedOver)
        } else {
            unsent.append(Unsent(deliveryID: heldBack, end: output.end, isAwaited: true))
        }
    }

    private mutating func deliver(
        _ response: Response, _ delivery: Delivery, _ deliveryID: DeliveryID?, framing: Response.Framing, date: String,
        at now: TransportInstant
    ) {
        if delivery == .now {  // by far the most common: nothing in between
            send(response, framing: framing, date: date)
            if let deliveryID { unsent.append(Unsent(deliveryID: deliveryID, end: output.end, isAwaited: false)) }
            conclude(framing.persistence == .close ? .end(.close) : .nextRequest, at: now)
            return
        }
        if delivery.takesTime { heldBack = deliveryID }
        let outgoing = Self.outgoing(response, delivery, framing: framing, date: date)
        if delivery.delayMilliseconds > 0 {
            state = .waiting(until: now.advanced(byMilliseconds: delivery.delayMilliseconds), outgoing)
            return
        }
        start(outgoing, at: now)
        // It counts as delivered already, unless the socket fails first.
        if !delivery.takesTime, delivery.ending.sendsAll, let deliveryID {
            unsent.append(Unsent(deliveryID: deliveryID, end: output.end, isAwaited: false))
        }
    }

    private mutating func send(_ response: Response, framing: Response.Framing, date: String) {
        output.append { _ = response.write(into: &$0, date: date, framing: framing) }
    }

    private static func outgoing(
        _ response: Response, _ delivery: Delivery, framing: Response.Framing, date: String
    ) -> Outgoing {
        var framing = framing
        let isChunked = delivery.ending == .badChunk && framing.allowsChunks && !response.body.isEmpty
        if isChunked { framing.length = .chunked }
        var bytes: [UInt8] = []
        var bodyCount = 0
        if delivery.sendsResponse { bodyCount = response.write(into: &bytes, date: date, framing: framing) }
        let headCount = bytes.count - bodyCount
        var outgoing = Outgoing(bytes: bytes, bytesPerSecond: delivery.bytesPerSecond, after: .end(.close))
        switch delivery.ending {
        case .complete: outgoing.after = framing.persistence == .close ? .end(.close) : .nextRequest
        case .reset, .early: outgoing.after = .end(.reset)
        case .close: break
        case .garbage: outgoing.bytes = garbage
        case .hang: outgoing.after = .silence
        case .truncate(let offset): outgoing.bytes.cut(bodyCount: bodyCount, at: offset)
        case .stall(let offset):
            outgoing.bytes.cut(bodyCount: bodyCount, at: offset)
            outgoing.after = .silence
        case .badChunk where isChunked && bodyCount > 0: outgoing.bytes.putFirstHalfInChunk(bodyCount: bodyCount)
        case .badChunk: outgoing.bytes.cut(bodyCount: bodyCount, at: nil)
        case .last(let milliseconds) where milliseconds > 0:
            outgoing.after = .pause(milliseconds: milliseconds, Outgoing(bytes: [], after: .end(.close)))
        case .last: break
        }
        if delivery.bodyDelayMilliseconds > 0, bodyCount > 0 {
            outgoing.pause(at: min(headCount, outgoing.bytes.count), milliseconds: delivery.bodyDelayMilliseconds)
        }
        return outgoing
    }

    /// Neither a status line nor UTF-8, and the same in every run.
    private static let garbage: [UInt8] = (0..<64).map { UInt8(truncatingIfNeeded: 0xFF &- $0 &* 37) }
}

/// Changes to a message whose last `bodyCount` bytes are the body.
extension [UInt8] {
    /// Keeps half of the body, or `offset` bytes of it, but never all. Without a body, it keeps half of the head.
    fileprivate mutating func cut(bodyCount: Int, at offset: UInt32?) {
        if bodyCount == 0 { return removeLast(count - count / 2) }
        let kept = Swift.min(offset.map { Int($0) } ?? bodyCount / 2, bodyCount - 1)
        removeLast(bodyCount - kept)
    }

    /// Replaces the body by a chunk with its first half and an invalid chunk size.
    fileprivate mutating func putFirstHalfInChunk(bodyCount: Int) {
        let half = suffix(bodyCount).prefix((bodyCount + 1) / 2)
        removeLast(bodyCount)
        append(contentsOf: "\(String(half.count, radix: 16))\r\n".utf8)
        append(contentsOf: half)
        append(contentsOf: "\r\nno chunk\r\n".utf8)
    }
}
