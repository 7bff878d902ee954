package import OutletContract
package import OutletWire

/// Reading the wallet.
extension World {
    /// Every movement, newest first.
    package func ledger(_ query: LedgerQuery, for user: UserID) throws(APIError) -> JSON {
        let wallet = self[user].wallet
        let page = try query.page.take(
            from: wallet.entries.reversed(), id: \.id, where: { query.type == nil || $0.type == query.type })
        return [
            "entries": .array(page.elements.map(\.json)), "balanceCents": .integer(wallet.total.value),
            "nextCursor": .optional(page.nextCursor),
        ]
    }
}
