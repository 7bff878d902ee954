package import OutletContract
package import OutletWire

/// Reading the wallet.
extension ProviderState {
    /// Every movement, newest first.
    package func ledger(_ query: LedgerQuery, for user: UserID) throws(APIError) -> JSON {
        let wallet = self[user].wallet
        let entries = wallet.entries
        let page = try query.page.take(id: \.id, index: entries.position(of:)) { index, count in
            entries.newest(count, of: query.type, before: index ?? entries.endIndex)
        }
        return [
            "entries": .array(page.elements.map(\.json)), "balanceCents": .integer(wallet.total.value),
            "nextCursor": .optional(page.nextCursor),
        ]
    }
}
