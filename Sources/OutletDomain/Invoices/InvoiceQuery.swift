package import OutletContract
package import OutletWire

/// The query of `listInvoices`; it has no cursor, as in the API's documentation.
package struct InvoiceQuery: Hashable, Sendable {
    package var status: InvoiceStatus?
    package var limit: Int

    /// Reads a query whose shape has been checked.
    package init(_ query: JSONObject) {
        status = query["status"]?.string.flatMap(InvoiceStatus.init(rawValue:))
        limit = query["limit"]?.wholeNumber ?? Limits.defaultPageSize
    }
}
