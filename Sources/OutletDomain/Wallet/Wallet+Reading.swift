import OutletContract
import OutletWire

/// The wallet as its owner reads it.
extension Wallet {
    /// Returns one page of its entries, newest first.
    func page(_ query: LedgerQuery) throws(APIError) -> JSON {
        let entries = entries
        let page = try query.page.take(id: \.id, index: entries.position(of:)) { index, count in
            entries.newest(count, of: query.type, before: index ?? entries.endIndex)
        }
        return [
            "entries": .array(page.elements.map(\.json)), "balanceCents": .integer(total.value),
            "nextCursor": .optional(page.nextCursor),
        ]
    }
}
