package import OutletContract
package import OutletWire

/// Everything that can be rented in a world, in stock or not; what is shown depends on the current stock.
package struct Catalogue: Hashable, Sendable, Codable {
    /// Cheapest first, ties by id.
    package let listings: [Listing]

    /// Uses a scenario's listings, or else the contract's table. Ids depend only on the seed and the position in the
    /// list, so they are the same in every world with that seed.
    package init(_ offers: [InitialState.Listing]?, seed: Int) {
        let listings = (offers ?? Catalogue.standard).enumerated().map { index, offer in
            Listing(
                id: ResourceKind.listing.id(seed: seed, ordinal: index + 1, at: Limits.virtualStart), offer: offer)
        }
        self.init(unsorted: listings)
    }

    private init(unsorted listings: [Listing]) {
        self.listings = listings.sorted { ($0.offer.pricePerHour, $0.id) < ($1.offer.pricePerHour, $1.id) }
    }

    /// Returns a copy with a new price for a family: each of its listings costs the price of one GPU times its GPUs.
    func priced(_ pricePerGPUHour: Cents, _ family: Family) -> Catalogue {
        Catalogue(
            unsorted: listings.map { listing in
                guard listing.offer.family == family else { return listing }
                var offer = listing.offer
                offer.pricePerHour = pricePerGPUHour * offer.gpuCount
                return Listing(id: listing.id, offer: offer)
            })
    }

    /// The cheapest listing of exactly this spec, whatever its stock; `region` is a country code or an area.
    package func match(_ family: Family, gpuCount: Int, region: String?) -> Listing? {
        // Compares in place: a listing is large to copy.
        let index = listings.indices.first {
            listings[$0].offer.gpuCount == gpuCount && listings[$0].offer.family == family
                && region.map(listings[$0].offer.region.matches) ?? true
        }
        return index.map { listings[$0] }
    }

    /// Returns one page of the listings that match `query` and are in stock.
    package func page(
        _ query: ListingQuery, stock: (Family) -> Int
    ) throws(APIError) -> (elements: [Listing], nextCursor: String?) {
        try query.page.take(from: listings, id: \.id) { query.matches($0) && isShown($0, stock) }
    }

    /// The `facets` answer: the models, regions, providers and prices of the listings in stock, each list by code.
    package func facets(stock: (Family) -> Int) -> JSON {
        let shown = listings.filter { isShown($0, stock) }
        return [
            "models": Catalogue.counts(shown.map(\.model)),
            "regions": Catalogue.counts(shown.map(\.offer.region.countryCode)),
            "providers": Catalogue.counts(shown.map(\.offer.provider.rawValue)),
            "priceRange": [
                "minCents": .optional(shown.first?.offer.pricePerHour.value),
                "maxCents": .optional(shown.last?.offer.pricePerHour.value),
            ],
        ]
    }

    /// A listing is shown while enough GPUs of its family are free.
    private func isShown(_ listing: Listing, _ stock: (Family) -> Int) -> Bool {
        stock(listing.offer.family) >= listing.offer.gpuCount
    }

    /// One listing per family, offer and GPU count of the contract's table; a pod of n GPUs costs n times the price.
    private static let standard: [InitialState.Listing] = Family.allCases.flatMap { family in
        family.row.offers.flatMap { offer in
            Limits.gpuCounts.map { count in
                InitialState.Listing(
                    family, gpuCount: count, pricePerHour: family.row.pricePerHour * count, provider: offer.provider,
                    region: offer.region)
            }
        }
    }

    private static func counts(_ codes: [String]) -> JSON {
        let counts = codes.reduce(into: [:]) { counts, code in counts[code, default: 0] += 1 }
        return .array(
            counts.sorted { $0.key < $1.key }.map { ["code": .string($0.key), "count": .integer($0.value)] })
    }
}
