package import OutletContract
package import OutletWire

/// The query of `ledger`.
package struct LedgerQuery: Hashable, Sendable {
    package var type: LedgerEntryType?
    package var page: Page

    /// Reads a query whose shape has been checked.
    package init(_ query: JSONObject) {
        type = query["type"]?.string.flatMap(LedgerEntryType.init(rawValue:))
        page = Page(query)
    }
}
