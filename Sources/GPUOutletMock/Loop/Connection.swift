internal import OutletEngine
internal import OutletWire

/// One client's connection as a value, without a socket: bytes and times go in, bytes and actions come out.
///
/// **Theory.** A connection is in exactly one state (`Connection+State.swift`), and takes a request only in `reading`.
/// So answers leave in the order of their requests (RFC 9112 §9.3.2), and an answer that is delayed, dripped or hung
/// delays only those behind it on the same connection.
///
/// The loop passes in what arrived (`receive`, `receiveEnd`), performs each `nextAction` until there is none, sends the
/// `output` and says how much was sent (`didSend`), hands on the `reports`, and then checks `disposition`. When
/// `deadline` has passed it calls `elapse`; before it closes the socket it calls `giveUp`. The deadline is a function
/// of the state, so no timer can be forgotten.
///
/// **When a client has left.** A FIN says that the client sends no more, not that it is gone. But a client that gives
/// up closes its whole socket, which also sends a FIN. The two look the same until bytes are sent, so a FIN counts as
/// leaving only while an answer is held back (it waits, drips or hangs). An answer whose bytes are being sent is lost
/// only if the socket fails. A client that has shut only its sending side still gets its answer.
///
/// It is noncopyable, so that it is never copied by mistake.
struct Connection: ~Copyable {
    /// What the loop has to do on the connection's behalf.
    enum Action {
        case nothing
        /// Compute the reply and hand it to `answer`.
        case reply(Request)
        /// Judge a request by its head before its body comes: a control call may be refused, and a fault may end the
        /// connection (`Delivery.Ending.early`). If there is an answer, hand it to `answerHead`; otherwise do nothing.
        case judgement(Request)
        /// Compute the refusal and hand it to `refuse`.
        case refusal(WireError)
        /// A held answer has timed out: compute another and hand it to `complete`.
        case expire(Ticket)
    }

    /// What to do with the socket.
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
    /// The answers with bytes in the output, oldest first.
    var unsent: [Unsent] = []
    /// How answers ended, for the engine. Whoever hands this on empties it.
    var reports: [(deliveryID: DeliveryID, end: DeliveryEnd)] = []
    /// The ticket of this connection's held answer or stream.
    var ticket: Ticket?
    /// Whether the client waits for an interim answer (RFC 9110 §10.1.1).
    private var owesContinue = false
    /// Whether the head of the current request has been judged.
    private var isHeadJudged = true
    /// Whether `nextAction` has found no request in the input so far.
    private var isStarved = true
    /// What a reading connection is in the middle of, and since when.
    private var activity = Activity.idle
    private var since: TransportInstant
    /// Since when the client has not taken a byte of the waiting output.
    private var stalledSince: TransportInstant?

    /// An answer that is being sent.
    struct Unsent {
        var deliveryID: DeliveryID
        /// Where it ends, as an offset in all bytes that this connection ever sends.
        var end: Int
        /// Whether the engine also wants to be told of a successful end.
        var isAwaited: Bool
    }

    private enum Activity {
        case idle
        case head
        case body
    }

    /// - Parameter number: the connection's number on this server, from 1.
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
        // Keep reading, up to a limit, to notice when the client leaves.
        case .waiting, .dripping, .hanging, .held, .streaming: parser.bufferedByteCount < limits.waitingInputBytes
        }
    }

    mutating func receive(_ bytes: UnsafeRawBufferPointer) {
        if case .lingering = state { return }
        isStarved = false
        parser.append(bytes)
    }

    /// The client has shut its sending side. It may still read, so its requests are answered (RFC 9112 §9.6); held,
    /// hanging and streaming answers end.
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
                    // Before any of the body is read or asked for.
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
        // If the body has come with the head, the whole request is judged instead.
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

    /// Returns the head of a request whose body is still to come, once per request.
    private mutating func unjudgedHead() -> Request? {
        guard !isHeadJudged, var head = parser.head else { return nil }
        isHeadJudged = true
        head.connection = number
        return head
    }

    /// Whether `nextAction` may return more: there is input it has not examined, and room in the output.
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

    /// `count` bytes of the output were sent; zero if the socket takes none just now.
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

    /// The socket is about to be closed: reports `end` for all answers that are not completely sent.
    mutating func giveUp(_ end: DeliveryEnd) {
        if let heldBack { report(heldBack, end) }
        for answer in unsent { report(answer.deliveryID, end) }
        heldBack = nil
        unsent = []
    }

    /// Drops the held-back answer without a report, and closes the connection.
    mutating func drop(_ deliveryID: DeliveryID) {
        guard heldBack == deliveryID else { return }
        heldBack = nil
        state = .closed
    }

    /// The server stops: computed output is still sent; answers that wait, hang or drip are cut.
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

    /// Handles a deadline that has passed.
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
