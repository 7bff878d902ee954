package import OutletContract
package import OutletWire

/// Reading the wallet.
extension World {
    /// Every movement, newest first.
    package func ledger(_ query: LedgerQuery, for user: UserID) throws(APIError) -> JSON {
        let wallet = self[user].wallet
        let entries = wallet.entries
        let page = try query.page.take(id: \.id, place: entries.position(of:)) { place, count in
            entries.newest(count, of: query.type, before: place ?? entries.endIndex)
        }
        return [
            "entries": .array(page.elements.map(\.json)), "balanceCents": .integer(wallet.total.value),
            "nextCursor": .optional(page.nextCursor),
        ]
    }
}
