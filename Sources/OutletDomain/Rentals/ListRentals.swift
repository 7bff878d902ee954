package import OutletContract
package import OutletWire

/// The query of `listRentals`.
package struct ListRentals: Hashable, Sendable {
    package var status: RentalStatus?
    package var page: Page

    /// Reads a query whose shape has been checked.
    package init(_ query: JSONObject) {
        status = query["status"]?.string.flatMap(RentalStatus.init(rawValue:))
        page = Page(query)
    }
}
