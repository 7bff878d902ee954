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

/// The facts that cost something to find out, and that some fault on an operation looks at.
package struct FaultNeeds: OptionSet, Hashable, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let user = FaultNeeds(rawValue: 1)
    package static let body = FaultNeeds(rawValue: 2)
    package static let query = FaultNeeds(rawValue: 4)
    package static let headers = FaultNeeds(rawValue: 8)
    package static let session = FaultNeeds(rawValue: 16)
    package static let facts = FaultNeeds(rawValue: 32)
}

/// What is true of the world at the moment of a call, as far as faults can ask: the caller's account and the rental that
/// the path names.
package final class FaultFacts: Sendable {
    private let values: [FaultSubject: JSON]

    /// - Parameter values: what is known; a subject without a value is missing.
    package init(_ values: [FaultSubject: JSON]) { self.values = values }

    subscript(_ subject: FaultSubject) -> JSON? { values[subject] }
}
