import OutletContract

/// All visits to the checkout page, in the order in which they began. Each is open, then paid or cancelled.
package struct Checkouts: Hashable, Sendable {
    private(set) var table = Table<CheckoutSession>()

    package var rows: Blocks<CheckoutSession> { table.rows }
    package var count: Int { table.count }

    package subscript(index: Int) -> CheckoutSession { table[index] }
    package subscript(id: String) -> CheckoutSession? { table[id] }

    func index(of id: String) -> Int? { table.index(of: id) }

    /// Returns the index of a session, by its own id or its payment intent's.
    func find(_ id: String) -> Int? { index(of: id) ?? rows.firstIndex { $0.paymentIntent == id } }

    /// Returns the index of a session that is still open.
    func openIndex(of id: String) throws(SettleProblem) -> Int {
        guard let index = index(of: id) else { throw .unknown }
        guard self[index].status == .open else { throw .alreadySettled }
        return index
    }

    /// Adds a session and returns its index.
    mutating func open(_ session: CheckoutSession) -> Int { table.append(session) }

    mutating func pay(_ index: Int) { table[index].status = .paid }

    mutating func cancel(_ index: Int) { table[index].status = .cancelled }
}

extension Checkouts: Codable {
    /// Codes the bare table.
    package init(from decoder: any Decoder) throws { table = try Table(from: decoder) }

    package func encode(to encoder: any Encoder) throws { try table.encode(to: encoder) }
}
