package import OutletContract
package import OutletScenarios
package import OutletWire

/// One request with its reply, as the journal keeps it: who asked what, what was answered, and why.
///
/// It never changes, so the journal, the judgements and the streams share it. If an answer takes time, its end is known
/// later: a new exchange with that end then replaces this one.
package final class Exchange: Sendable {
    /// Whether the answer came from the world's state or from a fault.
    package enum Origin: String, Sendable {
        case natural
        case injected
    }

    /// How the answer's delivery went.
    package enum DeliveryState: String, CaseIterable, Hashable, Sendable {
        /// The answer waits, drips or hangs.
        case pending
        /// The whole answer was handed to the kernel before the client left.
        case delivered
        /// The client got no answer, or not all of it.
        case lost
    }

    /// When an answer ended, and how.
    package struct End: Sendable {
        package var deliveryState: DeliveryState
        /// On the world's clock.
        package var at: Instant
        /// On the transport clock.
        package var nanoseconds: Int64
        /// If the client left first, how long after the request's arrival: on the transport clock under a live clock,
        /// else on the world's clock, which does not move while a client waits.
        package var leftAfter: Span?
    }

    /// When a request arrived, and the state of its world then.
    package struct Arrival: Sendable {
        /// Counted from 1 in each world, since it was made or last reset.
        package var number: Int
        /// The world's time when the request's last byte had arrived.
        package var at: Instant
        /// The transport clock at the same moment.
        package var nanoseconds: Int64
        /// The scenario's phase.
        package var phase = ScenarioRun.startPhase
        /// Whether clients wait in real seconds instead of the world's.
        package var waitsAreReal = false
    }

    /// What the engine found out and did about a request.
    package struct Trace: ~Copyable, Sendable {
        /// Nil if the path led to no operation.
        package var route: Route?
        /// The subject of the call, taken from the body; see `JSON.subject(of:)`. It is kept longer than the body.
        package var subject: String?
        package var decision = FaultDecision()
        /// Whether the operation ran and succeeded, whatever the client was told.
        package var tookEffect = false
    }

    /// How an answer is sent.
    struct Sending {
        var delivery: Delivery
        /// The pause between the head and the body.
        var bodyDelay = Span.zero
        /// World seconds per real second; nil under a virtual clock.
        var liveSpeed: Double?
    }

    // Fields that deinit touches come first, because the object is no longer in the cache by then.

    /// The approximate size of this entry in bytes, for the limit on the journals.
    let weightBytes: Int
    package let request: Request
    let target: RequestTarget
    let caller: Caller?
    package let response: Response
    /// Every fault that the call matched, from top to bottom, and its counters at the time.
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
    /// How long its body then waited after the head, on the same clock.
    package let bodyDelay: Span
    /// World seconds per real second while it was answered; nil under a virtual clock.
    package let liveSpeed: Double?
    /// Whether the pauses around it are judged in real time although the world's clock runs faster.
    package let waitsAreReal: Bool
    /// The error code in the answer, whether or not it arrived, including the mock's own codes; nil for a success.
    let said: RefusalCode?
    /// When to come back according to the answer; nil if it does not say.
    let told: RetryAfter?
    package let origin: Origin
    /// Whether the operation ran and succeeded, whatever the client was told.
    package let tookEffect: Bool
    package let end: End
    /// The full lengths of the bodies; nil for a body that is kept whole.
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
    /// The trace that the request's `traceparent` names.
    package var traceContext: TraceContext? { request.header("traceparent").flatMap(TraceContext.init) }

    /// A copy with another end, made when the end of its answer is known.
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

    /// The end as known at first. An answer that takes no time has ended. A virtual clock has moved by the delay.
    private static func plannedEnd(_ arrival: Arrival, _ delivery: Delivery, delay: Span, liveSpeed: Double?) -> End {
        let deliveryState: DeliveryState = delivery.takesTime ? .pending : delivery.ending.sendsAll ? .delivered : .lost
        let waited = liveSpeed == nil ? delay : .zero
        return End(deliveryState: deliveryState, at: arrival.at + waited, nanoseconds: arrival.nanoseconds)
    }

    package var deliveryState: DeliveryState { end.deliveryState }
    /// Whether the client got the whole answer.
    package var isDelivered: Bool { end.deliveryState == .delivered }
    /// Whether it is certain that the client got no answer, or not all of it.
    package var isLost: Bool { end.deliveryState == .lost }

    /// The error code that the client received, the mock's own included; nil for a success or without a whole answer.
    package var error: RefusalCode? { isDelivered ? said : nil }
    /// The status that the client received; nil if no whole answer arrived.
    package var status: Int? { isDelivered ? response.status : nil }

    /// Whether the operation took effect although the client was told something else or nothing.
    package var isCommitted: Bool { tookEffect && (origin == .injected || isLost) }

    /// The time from the request to the end of its answer, in milliseconds. Under a virtual clock, delays are added.
    var waitMilliseconds: Int {
        let real = max(0, end.nanoseconds - arrivedNanoseconds) / 1_000_000
        return liveSpeed == nil ? (delay + bodyDelay).milliseconds.saturatingSum(Int(real)) : Int(real)
    }

    /// If the connection ended at the request's head, the body was never read and may not have arrived.
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
