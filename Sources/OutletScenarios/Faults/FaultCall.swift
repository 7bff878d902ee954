package import OutletContract
package import OutletWire

/// The parts of a request that a fault may look at. The caller fills in the costly ones only if
/// `ScenarioRun.needs(for:)` asks for them: a request that no fault looks into is never parsed for faults.
///
/// It is made for one search and only borrowed, so its five references are not retained again.
package struct FaultCall: ~Copyable, Sendable {
    package enum Body: Sendable {
        /// No body, or one that is not JSON.
        case none
        case json(JSON)
        /// The body is no longer kept, so conditions on it cannot be judged.
        case gone
    }

    package var operation: Operation
    /// The signed-in caller's address.
    package var user: String?
    /// The signed-in caller's session.
    package var session: String?
    /// The ordinal of the connection that the call came on.
    package var connection: Int?
    package var body: Body
    package var query: [(name: String, value: String)]
    package var headers: [HeaderField]
    package var path: [Route.Parameter]
    /// Facts about the world at the moment of the call; nil if no fault needs them or the moment has passed.
    package var facts: FaultFacts?

    package init(
        _ operation: Operation, user: String? = nil, body: Body = .none, query: [(name: String, value: String)] = [],
        headers: [HeaderField] = [], path: [Route.Parameter] = []
    ) {
        self.operation = operation
        self.user = user
        self.body = body
        self.query = query
        self.headers = headers
        self.path = path
    }
}
