internal import OutletEngine
internal import OutletWire

/// One client's connection as a value: bytes and moments go in, bytes and actions come out. No socket in sight.
///
/// **Theory.** A connection is in exactly one state (`Connection+State.swift`), and only in `reading` does it take a
/// request; so answers leave in the order of their requests (RFC 9112 §9.3.2), and an answer that is late, dripped or
/// hung holds those behind it on this connection and nobody else's.
///
/// The loop's part: give it what arrived (`receive`, `receiveEnd`), ask for its `nextAction` until there is none and
/// perform each, send what is in `output` and say how much went (`didSend`), hand on its `reports`, then look at `disposition`.
/// Whenever `deadline` has passed, call `elapse`; before the socket is closed, call `giveUp`. The deadline is a function
/// of the state, so there is no timer to forget.
///
/// **When a client has left.** A FIN says that it sends no more, not that it is gone; but a client whose patience ends
/// closes its whole socket, and that is a FIN as well. Nobody can tell the two before bytes are sent, so a FIN counts as
/// leaving where an answer is held back (it waits, drips or hangs), and only there. An answer whose bytes are on their
/// way is lost only where the socket fails. Whoever has shut one side alone is still sent what it asked for.
///
/// There is one of each: it is not copied, neither by mistake nor to be looked at.
struct Connection: ~Copyable {
    /// What the loop has to do on the connection's behalf.
    enum Action {
        case nothing
        /// Compute the reply and hand it to `answer`.
        case reply(Request)
        /// Ask whether the body of a request is to come, of which the head is there: a control call may be refused, and
        /// a fault may end the connection (`Delivery.Ending.early`). Where there is an answer, hand it to `answerHead`;
        /// else there is nothing to do.
        case judgement(Request)
        /// Compute the refusal and hand it to `refuse`.
        case refusal(WireError)
        /// A held answer's time is up: compute another and hand it to `complete`.
        case expire(Ticket)
    }

    /// What is to become of the socket.
    enum Disposition {
        case open
        /// Shut the sending side, then call `didShutDown`.
        case shutDown
        case close
        /// Close with a RST.
        case reset
    }

    let limits: ConnectionLimits
    private let number: Int
    var parser: RequestParser
    var output = OutputBuffer()
    var state = State.reading
    /// The client has sent its last byte.
    var inputEnded = false
    /// The exchange whose answer waits, drips or hangs.
    var heldBack: DeliveryID?
    /// The answers of which bytes wait in the output, oldest first.
    var unsent: [Unsent] = []
    /// What the engine is to be told of how answers ended; whoever hands it on empties it.
    var reports: [(deliveryID: DeliveryID, end: DeliveryEnd)] = []
    /// The held answer or stream that this connection is the client of.
    var ticket: Ticket?
    /// The interim answer that the client waits for (RFC 9110 §10.1.1).
    private var owesContinue = false
    /// The head has been judged of the request whose body is on its way.
    private var isHeadJudged = true
    /// `nextAction` has found no request in what has arrived.
    private var isStarved = true
    /// What a reading connection is in the middle of, and since when.
    private var activity = Activity.idle
    private var since: TransportInstant
    /// Since when the reader has not taken a byte of the output that waits for it.
    private var stalledSince: TransportInstant?

    /// An answer that is on its way.
    struct Unsent {
        var deliveryID: DeliveryID
        /// Up to which byte of all that this connection ever sends it goes.
        var end: Int
        /// Whether the engine waits to be told of a good end too.
        var isAwaited: Bool
    }

    private enum Activity {
        case idle
        case head
        case body
    }

    /// - Parameter number: which of the server's connections it is, from 1.
    init(limits: ConnectionLimits = .init(), number: Int = 0, at now: TransportInstant) {
        self.limits = limits
        self.number = number
        parser = RequestParser(limits: limits.parser)
        since = now
    }

    // MARK: Input

    var wantsInput: Bool {
        if inputEnded { return false }
        return switch state {
        case .reading: output.count < limits.waitingOutputBytes
        case .lingering: true
        case .finishing, .closed: false
        // Read on, to see whether the client is still there, but not without bound.
        case .waiting, .dripping, .hanging, .held, .streaming: parser.bufferedByteCount < limits.waitingInputBytes
        }
    }

    mutating func receive(_ bytes: UnsafeRawBufferPointer) {
        if case .lingering = state { return }
        isStarved = false
        parser.append(bytes)
    }

    /// The client has shut its sending side. It may still read: what was asked is answered (RFC 9112 §9.6), unless it
    /// never ends.
    mutating func receiveEnd() {
        inputEnded = true
        isStarved = false
        let isAllSent = heldBack == nil
        if let heldBack {
            report(heldBack, .clientLeft)
            self.heldBack = nil
        }
        switch state {
        case .hanging, .held, .streaming, .lingering: state = .closed
        case .waiting(_, let next) where isAllSent && next.isEnd: state = .finishing(.close)
        case .reading, .waiting, .dripping, .finishing, .closed: break
        }
    }

    mutating func nextAction(at now: TransportInstant) -> Action {
        guard case .reading = state, output.count < limits.waitingOutputBytes else { return .nothing }
        do {
            while let event = try parser.next() {
                switch event {
                case .head(let head):
                    owesContinue = head.expectsContinue
                    isHeadJudged = head.isControlCall
                    guard isHeadJudged else { continue }
                    parser.bodyLimitBytes = limits.controlBodyBytes
                    // Before a byte of the body is taken, and before it is asked for.
                    return .judgement(head)
                case .request(var request):
                    request.connection = number
                    owesContinue = false
                    isHeadJudged = true
                    restartActivity(at: now)
                    return .reply(request)
                }
            }
        } catch {
            if let head = unjudgedHead() { return .judgement(head) }
            return .refusal(error)
        }
        // Where the body has come with the head, the whole request is judged.
        if let head = unjudgedHead() { return .judgement(head) }
        isStarved = true
        if inputEnded { return endOfRequests() }
        if owesContinue {
            // Not after the first byte of the body: then the client has stopped waiting.
            if parser.bufferedByteCount == 0 { output.append("HTTP/1.1 100 Continue\r\n\r\n".utf8) }
            owesContinue = false
        }
        noteActivity(at: now)
        return .nothing
    }

    /// The head of a request whose body is still to come, the first time that it is asked for.
    private mutating func unjudgedHead() -> Request? {
        guard !isHeadJudged, var head = parser.head else { return nil }
        isHeadJudged = true
        head.connection = number
        return head
    }

    /// Whether `nextAction` may have more: a request that it has not looked for, with room in the output.
    var hasMore: Bool {
        guard case .reading = state else { return false }
        return !isStarved && output.count < limits.waitingOutputBytes
    }

    private mutating func endOfRequests() -> Action {
        if parser.isBetweenRequests {
            state = .finishing(.close)
            return .nothing
        }
        return .refusal(.endedEarly)
    }

    private mutating func noteActivity(at now: TransportInstant) {
        let next: Activity = parser.isBetweenRequests ? .idle : parser.isInHead ? .head : .body
        if next != activity {
            activity = next
            since = now
        }
    }

    mutating func restartActivity(at now: TransportInstant) {
        activity = .idle
        since = now
    }

    // MARK: Output

    /// So many bytes of the output have left; zero if the socket takes none just now.
    mutating func didSend(_ count: Int, at now: TransportInstant) {
        output.consume(count)
        if !unsent.isEmpty { reportSent() }
        if output.isEmpty {
            stalledSince = nil
        } else if count > 0 || stalledSince == nil {
            stalledSince = now
        }
    }

    var disposition: Disposition {
        switch state {
        case .closed: .close
        case .finishing(.reset) where output.isEmpty: .reset
        case .finishing(.close) where output.isEmpty: inputEnded ? .close : .shutDown
        default: .open
        }
    }

    mutating func didShutDown(at now: TransportInstant) {
        state = .lingering(until: now.advanced(byMilliseconds: limits.lingerMilliseconds))
    }

    private mutating func reportSent() {
        if output.isEmpty {
            for answer in unsent where answer.isAwaited { report(answer.deliveryID, .handedOver) }
            unsent.removeAll(keepingCapacity: true)
            return
        }
        while let first = unsent.first, first.end <= output.sentCount {
            if first.isAwaited { report(first.deliveryID, .handedOver) }
            unsent.removeFirst()
        }
    }

    mutating func report(_ deliveryID: DeliveryID, _ end: DeliveryEnd) { reports.append((deliveryID, end)) }

    /// The socket is about to be closed: what has not left by now never will.
    mutating func giveUp(_ end: DeliveryEnd) {
        if let heldBack { report(heldBack, end) }
        for answer in unsent { report(answer.deliveryID, end) }
        heldBack = nil
        unsent = []
    }

    /// The answer that is held back is not wanted any more, and nobody waits to hear of it.
    mutating func drop(_ deliveryID: DeliveryID) {
        guard heldBack == deliveryID else { return }
        heldBack = nil
        state = .closed
    }

    /// The server stops. What was computed is still sent; what only waits, hangs or drips is cut.
    mutating func cut() {
        switch state {
        case .reading: state = output.isEmpty ? .closed : .finishing(.close)
        case .finishing: break
        case .waiting, .dripping, .hanging, .held, .streaming, .lingering, .closed: state = .closed
        }
    }

    // MARK: Time

    /// When to call `elapse`, unless something happens before.
    var deadline: TransportInstant? {
        let stalled = stalledSince?.advanced(byMilliseconds: limits.stalledMilliseconds)
        switch state {
        case .reading:
            if let stalled { return stalled }
            return since.advanced(byMilliseconds: activityMilliseconds)
        case .waiting(let until, _), .held(_, let until), .lingering(let until): return until
        case .dripping(let drip): return drip.nextMoment
        case .streaming(_, let quietUntil): return quietUntil
        case .finishing, .hanging: return stalled
        case .closed: return nil
        }
    }

    private var activityMilliseconds: Int {
        switch activity {
        case .idle: limits.idleMilliseconds
        case .head: limits.headMilliseconds
        case .body: limits.bodyMilliseconds
        }
    }

    /// What a passed deadline brings about.
    mutating func elapse(at now: TransportInstant) -> Action {
        guard let deadline, deadline <= now else { return .nothing }
        switch state {
        case .reading where stalledSince != nil, .finishing, .hanging:
            output = OutputBuffer()
            state = .finishing(.reset)
        case .reading: return timeOut()
        case .waiting(_, let outgoing): start(outgoing, at: now)
        case .dripping(var drip):
            output.append(drip.takeDue(at: now))
            state = .dripping(drip)
            if drip.isDone { conclude(drip.outgoing.after, at: now) }
        case .held:
            // Always so: the state and its ticket are set together.
            guard let ticket else { preconditionFailure("A held answer has a ticket until it is completed") }
            return .expire(ticket)
        case .streaming: beat(at: now)
        case .lingering: state = .closed
        case .closed: break
        }
        return .nothing
    }

    private mutating func timeOut() -> Action {
        switch activity {
        case .head: return .refusal(.headTimeout(limits.headMilliseconds))
        case .body: return .refusal(.bodyTimeout(limits.bodyMilliseconds))
        case .idle:
            state = .finishing(.close)
            return .nothing
        }
    }
}
