package import OutletContract
package import OutletScenarios
package import OutletWire

/// One request with its reply, as the journal keeps it: who asked what, what was said, and why.
///
/// It is written once and never changes, so the journal, the judgements and the streams share it. What became of an
/// answer that takes its time is known later: then another, which says so, stands in its place.
package final class Exchange: Sendable {
    /// Whether the answer came out of the world's state or out of a fault.
    package enum Origin: String, Sendable {
        case natural
        case injected
    }

    /// What became of the answer on its way to the client.
    package enum DeliveryState: String, CaseIterable, Hashable, Sendable {
        /// It waits, drips or hangs.
        case pending
        /// The whole answer was handed to the kernel before the client left.
        case delivered
        /// The client got no answer, or not the whole of it.
        case lost
    }

    /// When an answer's way was over, and how.
    package struct End: Sendable {
        package var deliveryState: DeliveryState
        /// On the world's clock.
        package var at: Instant
        /// On the transport clock.
        package var nanoseconds: Int64
        /// How long after the request's arrival the client left, where it left first: on the transport clock under a
        /// live clock, else on the world's, which does not move while a client waits.
        package var leftAfter: Span?
    }

    /// When a request came, and in which world's time.
    package struct Arrival: Sendable {
        /// From 1 in each world, since it was made or last reset.
        package var number: Int
        /// The world's time when the request's last byte had arrived.
        package var at: Instant
        /// The transport clock at the same moment.
        package var nanoseconds: Int64
        /// The scenario's phase.
        package var phase = ScenarioRun.startPhase
        /// Whether clients wait in real seconds and not in the world's.
        package var waitsAreReal = false
    }

    /// What became of a request on its way.
    package struct Trace: ~Copyable, Sendable {
        /// Nil where the path led to no operation.
        package var route: Route?
        /// What the body says the call is about; see `JSON.subject(of:)`. It outlives the body.
        package var subject: String?
        package var decision = FaultDecision()
        /// Whether the operation ran and was granted, whatever the client was told.
        package var tookEffect = false
    }

    /// How an answer leaves.
    struct Sending {
        var delivery: Delivery
        /// How long the body waits behind its head.
        var bodyDelay = Span.zero
        /// World seconds for each real one; nil under a virtual clock.
        var liveSpeed: Double?
    }

    // What letting go of an exchange looks at stands at the front: by then its memory has left the caches.

    /// What this entry holds on to, near enough for the journal's bound.
    let weightBytes: Int
    package let request: Request
    let target: RequestTarget
    let caller: Caller?
    package let response: Response
    /// Every fault that the call matched, from top to bottom, and where its counters stood.
    package let matches: [FaultMatch]
    /// The fault that answered.
    package let fault: String?
    package let subject: String?
    package let phase: String
    package let route: Route?

    package let number: Int
    package let at: Instant
    package let arrivedNanoseconds: Int64
    package let delivery: Delivery
    /// How long the answer waited: on the transport clock under a live clock, else on the world's.
    package let delay: Span
    /// How long its body then waited behind its head, by the same clock.
    package let bodyDelay: Span
    /// World seconds for each real one while it was answered; nil under a virtual clock.
    package let liveSpeed: Double?
    /// Whether pauses before and after it are judged by real time, though its world's clock runs faster.
    package let waitsAreReal: Bool
    /// What the answer says, whether or not it arrived: an error code, ours included; nil for a success.
    let said: RefusalCode?
    /// What the answer says of when to come back; nil where it does not.
    let told: RetryAfter?
    package let origin: Origin
    /// Whether the operation ran and was granted, whatever the client was told.
    package let tookEffect: Bool
    package let end: End
    /// How long the bodies were, where only their beginnings are kept.
    package let wholeRequestBytes: Int?
    package let wholeResponseBytes: Int?

    init(_ call: borrowing RequestContext, _ answer: borrowing World.Answer, _ sending: Sending) {
        delivery = sending.delivery
        bodyDelay = sending.bodyDelay
        liveSpeed = sending.liveSpeed
        number = call.arrival.number
        at = call.arrival.at
        arrivedNanoseconds = call.arrival.nanoseconds
        phase = call.arrival.phase
        (self.request, wholeRequestBytes) = Exchange.cut(call.request, delivery.ending)
        target = call.target
        route = call.trace.route
        subject = call.trace.subject
        caller = call.caller
        (self.response, wholeResponseBytes) = Exchange.cut(answer.response)
        delay = call.trace.decision.delay
        waitsAreReal = call.arrival.waitsAreReal
        said = answer.error
        told = answer.told
        origin = call.trace.decision.isInjected ? .injected : .natural
        fault = call.trace.decision.answeredBy
        matches = call.trace.decision.matches
        tookEffect = call.trace.tookEffect
        end = Exchange.plannedEnd(call.arrival, delivery, delay: delay + bodyDelay, liveSpeed: liveSpeed)
        weightBytes =
            600 + self.request.headByteCount + self.request.body.count + target.path.utf8.count
            + target.query.utf8.count
            + self.response.block.bytes.count + self.response.body.count
    }

    /// Without the world's prefix and without the query.
    package var path: String { target.path }
    package var query: String { target.query }
    /// The signed-in user's email; nil for a caller without a valid session.
    package var user: String? { caller?.email }
    package var sid: String? { caller?.sid }
    /// The trace that the request says it belongs to.
    package var traceContext: TraceContext? { request.header("traceparent").flatMap(TraceContext.init) }

    /// The same with another end: the way of its answer is over.
    init(_ other: Exchange, end: End) {
        weightBytes = other.weightBytes
        request = other.request
        target = other.target
        caller = other.caller
        response = other.response
        matches = other.matches
        fault = other.fault
        subject = other.subject
        phase = other.phase
        route = other.route
        number = other.number
        at = other.at
        arrivedNanoseconds = other.arrivedNanoseconds
        delivery = other.delivery
        delay = other.delay
        bodyDelay = other.bodyDelay
        liveSpeed = other.liveSpeed
        waitsAreReal = other.waitsAreReal
        said = other.said
        told = other.told
        origin = other.origin
        tookEffect = other.tookEffect
        wholeRequestBytes = other.wholeRequestBytes
        wholeResponseBytes = other.wholeResponseBytes
        self.end = end
    }

    /// Where the answer leaves at once, it has. A virtual clock has moved by the delay; nobody waits for it.
    private static func plannedEnd(_ arrival: Arrival, _ delivery: Delivery, delay: Span, liveSpeed: Double?) -> End {
        let deliveryState: DeliveryState = delivery.takesTime ? .pending : delivery.ending.sendsAll ? .delivered : .lost
        let waited = liveSpeed == nil ? delay : .zero
        return End(deliveryState: deliveryState, at: arrival.at + waited, nanoseconds: arrival.nanoseconds)
    }

    package var deliveryState: DeliveryState { end.deliveryState }
    /// Whether the client got the whole answer.
    package var isDelivered: Bool { end.deliveryState == .delivered }
    /// Whether it is settled that the client got no answer, or not the whole of it.
    package var isLost: Bool { end.deliveryState == .lost }

    /// The error code that the client was told, ours included; nil for a success, or where no whole answer arrived.
    package var error: RefusalCode? { isDelivered ? said : nil }
    /// The status that the client was told; nil where no whole answer arrived.
    package var status: Int? { isDelivered ? response.status : nil }

    /// Whether the operation took effect although the client was told something else, or nothing.
    package var isCommitted: Bool { tookEffect && (origin == .injected || isLost) }

    /// From the request to the end of its answer, in milliseconds: the delays under a virtual clock, else real time.
    var waitMilliseconds: Int {
        let real = max(0, end.nanoseconds - arrivedNanoseconds) / 1_000_000
        return liveSpeed == nil ? (delay + bodyDelay).milliseconds.saturatingSum(Int(real)) : Int(real)
    }

    /// Where the connection ended at the request's head, nobody has looked at the body, if it has come at all.
    private static func cut(_ request: Request, _ ending: Delivery.Ending) -> (Request, Int?) {
        if ending == .early {
            var head = request
            head.body = []
            return (head, nil)
        }
        guard request.body.count > keptBodyBytes else { return (request, nil) }
        var cut = request
        cut.body = Array(request.body.prefix(keptBodyBytes))
        return (cut, request.body.count)
    }

    private static func cut(_ response: Response) -> (Response, Int?) {
        guard response.body.count > keptBodyBytes else { return (response, nil) }
        var cut = response
        cut.body = Array(response.body.prefix(keptBodyBytes))
        return (cut, response.body.count)
    }
}
