package import OutletContract
package import OutletWire

/// What a fault looks at in a call: what `when` compares and `per` counts by.
package enum FaultSubject: Hashable, Sendable {
    /// The signed-in caller's address.
    case user
    /// The session of a signed-in caller.
    case session
    /// The TCP connection that the request came on.
    case connection
    /// The names that lead to a member of the body; a number leads to an element of a list.
    case body([String])
    case query(String)
    case header(String)
    case path(String)
    /// What the signed-in caller owns at the moment of the call.
    case world(WorldFact)
    /// How many units of a family can be rented at that moment; missing if the stock is unlimited.
    case stock(Family)
    /// The caller's rental that the path names, at that moment.
    case rental(RentalFact)

    /// A fact about the signed-in caller's account.
    package enum WorldFact: String, CaseIterable, Hashable, Sendable {
        case balanceCents
        /// Rentals that are neither stopped nor failed.
        case liveRentals
        /// All rentals, including ended ones.
        case rentals
        case keys
        case hasCard
    }

    /// A fact about the rental that the path names.
    package enum RentalFact: String, CaseIterable, Hashable, Sendable {
        case status
        case familyId
        case region
        /// Whole seconds since it was created.
        case ageSeconds
    }

    /// The value that a call has for a subject.
    package enum Actual: Hashable, Sendable {
        case missing
        case text(String)
        case json(JSON)
        /// No longer known: the body is not kept, or the world has moved on.
        case gone
    }

    package func actual(in call: borrowing FaultCall) -> Actual {
        switch self {
        case .user:
            return call.user.map(Actual.text) ?? .missing
        case .session:
            return call.session.map(Actual.text) ?? .missing
        case .connection:
            return call.connection.map { .text(String($0)) } ?? .missing
        case .query(let name):
            return call.query.first { $0.name.isSpelled(like: name) }.map { .text($0.value) } ?? .missing
        case .header(let name):
            return call.headers.first { $0.name.lowercased() == name }.map { .text($0.value) } ?? .missing
        case .path(let name):
            return call.path.first { $0.name == name }.map { .text($0.value) } ?? .missing
        case .body(let names):
            switch call.body {
            case .none: return .missing
            case .gone: return .gone
            case .json(let body): return body.member(at: names).map(Actual.json) ?? .missing
            }
        case .world, .stock, .rental:
            guard let facts = call.facts else { return .gone }
            return facts[self].map(Actual.json) ?? .missing
        }
    }

    /// What the caller of the search has to find out for it, if that is costly.
    var needs: FaultNeeds {
        switch self {
        case .user: .user
        case .session: .session
        case .body: .body
        case .query: .query
        case .header: .headers
        case .path, .connection: []
        case .world, .stock, .rental: .facts
        }
    }
}

extension JSON {
    /// Follows member names, and numbers into lists.
    fileprivate func member(at names: [String]) -> JSON? {
        var value = self
        for name in names {
            let next: JSON? =
                switch value {
                case .object(let object): object[name]
                case .array(let elements): Int(name).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
                default: nil
                }
            guard let next else { return nil }
            value = next
        }
        return value
    }
}
