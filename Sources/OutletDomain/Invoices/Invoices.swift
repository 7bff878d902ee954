import OutletContract

/// All invoices of a world, in the order in which they were opened. Each is open, then paid, void or uncollectible; an
/// uncollectible one can still be paid or voided.
package struct Invoices: Hashable, Sendable {
    private(set) var table = Table<Invoice>()

    package var rows: Blocks<Invoice> { table.rows }
    package var count: Int { table.count }

    package subscript(index: Int) -> Invoice { table[index] }
    package subscript(id: String) -> Invoice? { table[id] }

    /// Returns the index of an invoice, by its own id.
    func index(of id: String) -> Int? { table.index(of: id) }

    /// Returns the index of an invoice, by its own id or Stripe's.
    func find(_ id: String) -> Int? { index(of: id) ?? rows.firstIndex { $0.stripeInvoiceId == id } }

    /// Returns the index of the user's own invoice. Another user's is forbidden.
    func index(of id: String, for user: UserID) throws(APIError) -> Int {
        guard let index = index(of: id) else { throw APIError(.notFound) }
        guard self[index].user == user else { throw APIError(.forbidden) }
        return index
    }

    /// The number and the sum of the open invoices at these indices.
    func owed(_ indices: [Int]) -> (count: Int, sum: Cents) {
        var owed = (count: 0, sum: Cents.zero)
        for index in indices where table[index].status == .open {
            owed.count += 1
            owed.sum += table[index].amount
        }
        return owed
    }

    /// Adds an invoice and returns its index.
    mutating func open(_ invoice: Invoice) -> Int { table.append(invoice) }

    /// Gives an invoice its final status.
    ///
    /// - Returns: its status before; nil if it was already final, and nothing changes.
    mutating func close(_ index: Int, as status: InvoiceStatus, at now: Instant) -> InvoiceStatus? {
        let before = self[index].status
        guard status != .open && status != before && (before == .open || before == .uncollectible) else { return nil }
        table[index].status = status
        if status == .paid { table[index].paidAt = now }
        if status == .void { table[index].voidedAt = now }
        return before
    }

    /// When it becomes uncollectible if nothing happens to it, as a due event.
    func uncollectible(_ index: Int) -> Due {
        Due(moment: self[index].uncollectibleAt, kind: .invoiceUncollectible, id: self[index].id, index: index)
    }
}

extension Invoices: Codable {
    /// Codes the bare table.
    package init(from decoder: any Decoder) throws { table = try Table(from: decoder) }

    package func encode(to encoder: any Encoder) throws { try table.encode(to: encoder) }
}
