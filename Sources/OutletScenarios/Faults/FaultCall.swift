package import OutletContract
package import OutletWire

/// What a fault may look at in a request. The caller fills in what costs something to find out only where
/// `ScenarioRun.needs(for:)` asks for it: a request that no fault looks into is never parsed for faults.
///
/// It is made for one search and lent to whoever looks into it; five references are not counted again for each.
package struct FaultCall: ~Copyable, Sendable {
    package enum Body: Sendable {
        /// No body, or one that is not JSON.
        case none
        case json(JSON)
        /// There was one, and it is no longer kept: conditions on it cannot be judged.
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
    /// What is true of the world at this moment; nil where nobody asked, or where the moment has passed.
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
