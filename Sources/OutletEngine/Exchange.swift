package import OutletContract
package import OutletScenarios
package import OutletWire

/// One request with its reply, as the journal keeps it: who asked what, what was said, and why.
///
/// It is written once, when all of that is known, and never changes; so the journal, the judgements and the streams
/// share it.
package final class Exchange: Sendable {
    /// Whether the answer came out of the world's state or out of a fault.
    package enum Origin: String, Sendable {
        case natural
        case injected
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
    }

    /// What became of a request on its way.
    package struct Course: Sendable {
        /// Nil where the path led to no operation.
        package var route: Route?
        /// What the body says the call is about; see `JSON.subject(of:)`. It outlives the body.
        package var subject: String?
        package var decision = FaultDecision()
        /// Whether the operation took effect although a fault replaced or lost its answer.
        package var isCommitted = false
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
    /// World seconds for each real one while it was answered; nil under a virtual clock.
    package let liveSpeed: Double?
    /// The error code of the answer, ours included; nil for a success, or where no answer left.
    package let error: RefusalCode?
    /// How long the answer told the client to wait; nil where it did not say, or not in whole seconds.
    package let told: Span?
    package let origin: Origin
    package let isCommitted: Bool
    /// How long the bodies were, where only their beginnings are kept.
    package let wholeRequestBytes: Int?
    package let wholeResponseBytes: Int?

    /// - Parameters:
    ///   - error: what the answer says, whether or not it leaves.
    init(
        _ arrival: Arrival, _ request: Request, _ target: RequestTarget, _ caller: Caller?, _ course: Course,
        _ response: Response, _ delivery: Delivery, error: RefusalCode?, told: Span?, liveSpeed: Double?
    ) {
        number = arrival.number
        at = arrival.at
        arrivedNanoseconds = arrival.nanoseconds
        phase = arrival.phase
        (self.request, wholeRequestBytes) = Exchange.cut(request)
        self.target = target
        route = course.route
        subject = course.subject
        self.caller = caller
        (self.response, wholeResponseBytes) = Exchange.cut(response)
        self.delivery = delivery
        delay = course.decision.delay
        self.liveSpeed = liveSpeed
        self.error = Exchange.isAnswered(delivery) ? error : nil
        self.told = told
        origin = course.decision.isInjected ? .injected : .natural
        fault = course.decision.answeredBy
        matches = course.decision.matches
        isCommitted = course.isCommitted
        weightBytes =
            600 + request.headByteCount + self.request.body.count + target.path.utf8.count + target.query.utf8.count
            + response.block.bytes.count + self.response.body.count
    }

    /// Without the world's prefix and without the query.
    package var path: String { target.path }
    package var query: String { target.query }
    /// The signed-in user's email; nil for a caller without a valid session.
    package var user: String? { caller?.email }
    package var sid: String? { caller?.sid }

    /// Whether the client got no answer, or not the whole of it.
    package var isLost: Bool { delivery.ending != .complete }

    /// Whether any byte of the response left.
    package var answered: Bool { Exchange.isAnswered(delivery) }

    private static func isAnswered(_ delivery: Delivery) -> Bool {
        switch delivery.ending {
        case .complete, .truncate: true
        case .reset, .close, .hang, .garbage: false
        }
    }

    private static func cut(_ request: Request) -> (Request, Int?) {
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
