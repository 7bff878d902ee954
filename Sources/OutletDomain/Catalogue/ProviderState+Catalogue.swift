package import OutletContract
package import OutletWire

/// What can be rented.
extension ProviderState {
    /// Returns the listings in stock that match the query, cheapest first.
    package func listListings(_ query: ListingQuery) throws(APIError) -> JSON {
        let page = try catalogue.page(query) { stock[$0] }
        return ["listings": .array(page.elements.map(\.json)), "nextCursor": .optional(page.nextCursor)]
    }

    /// The models, regions, providers and prices in stock.
    package func facets() -> JSON {
        catalogue.facets { stock[$0] }
    }
}
