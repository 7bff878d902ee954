package import OutletContract
package import OutletWire

/// The query of `listListings`.
package struct ListingQuery: Hashable, Sendable {
    package var model: String?
    package var minVramGB: Int?
    package var gpuCount: Int?
    package var region: String?
    package var maxPricePerHour: Cents?
    package var page: Page

    /// Reads a query whose shape has been checked.
    package init(_ query: JSONObject) {
        model = query["model"]?.string
        minVramGB = query["minVramGb"]?.wholeNumber
        gpuCount = query["gpuCount"]?.wholeNumber
        region = query["region"]?.string
        maxPricePerHour = query["maxPricePerHourCents"]?.wholeNumber.map(Cents.init)
        page = Page(query)
    }

    package func matches(_ listing: Listing) -> Bool {
        isModel(listing.model)
            && minVramGB.map { listing.vramGB >= $0 } ?? true
            && gpuCount.map { listing.offer.gpuCount == $0 } ?? true
            && region.map(listing.offer.region.matches) ?? true
            && maxPricePerHour.map { listing.offer.pricePerHour <= $0 } ?? true
    }

    /// `H100` and `H100_SXM` find `H100_SXM_80GB`; `H1` does not.
    private func isModel(_ code: String) -> Bool {
        guard let model else { return true }
        return code == model || code.hasPrefix(model + "_")
    }
}
