package import OutletContract
package import OutletScenarios
package import OutletWire

/// One request with its reply, as the journal keeps it: who asked what, what was said, and why.
package struct Exchange: Sendable {
    /// Whether the answer came out of the world's state or out of a fault.
    package enum Origin: String, Sendable {
        case natural
        case injected
    }

    /// From 1 in each world, since it was made or last reset.
    package var number: Int
    /// The world's time when the request's last byte had arrived.
    package var at: Instant
    /// The transport clock at the same moment.
    package var arrivedNanoseconds: Int64
    package var request: Request
    /// Without the world's prefix and without the query.
    package var path: String
    package var query: String
    /// Nil where the path led to no operation.
    package var route: Route?
    /// The signed-in user's email; nil for a caller without a valid session.
    package var user: String?
    package var sid: String?
    package var response = Response(status: 0)
    package var delivery = Delivery.now
    /// How long the answer waited: on the transport clock under a live clock, else on the world's.
    package var delay = Span.zero
    /// The scenario's phase when it arrived.
    package var phase = ScenarioRun.startPhase
    /// World seconds for each real one while it was answered; nil under a virtual clock.
    package var liveSpeed: Double?
    /// The error code of the answer, ours included; nil for a success.
    package var error: String?
    package var origin = Origin.natural
    /// The fault that answered.
    package var fault: String?
    /// Every fault that the call matched, from top to bottom, and where its counters stood.
    package var matches: [FaultMatch] = []
    /// Whether the operation took effect although a fault replaced or lost its answer.
    package var isCommitted = false
    /// How long the bodies were, where the journal keeps only their beginnings.
    package private(set) var wholeRequestBytes: Int?
    package private(set) var wholeResponseBytes: Int?

    /// Whether the client got no answer, or not the whole of it.
    package var isLost: Bool { delivery.ending != .complete }

    /// Lets go of what no journal keeps.
    mutating func cutBodies() {
        if request.body.count > Exchange.keptBodyBytes {
            wholeRequestBytes = request.body.count
            request.body = Array(request.body.prefix(Exchange.keptBodyBytes))
        }
        if response.body.count > Exchange.keptBodyBytes {
            wholeResponseBytes = response.body.count
            response.body = Array(response.body.prefix(Exchange.keptBodyBytes))
        }
    }

    /// What this entry holds on to, in bytes, near enough for the journal's bound.
    var weightBytes: Int {
        400 + request.body.count + response.body.count + request.target.utf8.count
            + request.headerFields.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 32 }
    }
}
