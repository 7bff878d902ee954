import OutletContract
import OutletWire

/// The catalogue: order across pages, exact filters, and facets that count the same listings.
extension Conformance {
    mutating func askCatalogue() {
        catalogue = wholeList(.listListings, "listings") ?? []
        expectOrder(
            catalogue,
            by: { a, b in
                let prices = [a, b].map { $0["pricePerHourCents"]?.integer ?? 0 }
                return prices[0] != prices[1]
                    ? prices[0] < prices[1] : (a["id"]?.string ?? "") < (b["id"]?.string ?? "")
            }, "Listings come cheapest first, ties by id")
        askDefaultPage()
        askFilters()
        askFacets()
        askPrices()
        askPreviews()
    }

    /// Returns a whole list, asked page by page, and checks that it is the same with another page size.
    mutating func wholeList(
        _ operation: Operation, _ key: String, query: [(name: String, value: String)] = []
    ) -> [JSON]? {
        guard let few = pages(operation, key, query, size: 7), let many = pages(operation, key, query, size: 200) else {
            return nil
        }
        let ids = many.compactMap { $0["id"]?.string }
        expect(Set(ids).count == ids.count, "A list shows each thing once", "\(ids.count) ids", "\(Set(ids).count) ids")
        expect(
            few.map { $0["id"] } == many.map { $0["id"] }, "Pages of any size make up one list",
            "\(many.count) things in the order of the largest page", "\(few.count) things")
        return many
    }

    private mutating func pages(
        _ operation: Operation, _ key: String, _ query: [(name: String, value: String)], size: Int
    ) -> [JSON]? {
        var found: [JSON] = []
        var cursor: String?
        for _ in 1...50 {
            var query = query + [(name: "pageSize", value: String(size))]
            if let cursor { query.append((name: "cursor", value: cursor)) }
            guard let page = answer(to: Question(operation, query: query)) else { return nil }
            let things = page[key]?.array ?? []
            found += things
            cursor = page["nextCursor"]?.string
            expect(
                cursor == nil ? things.count <= size : things.count == size, "A page that has a next one is full",
                "\(size) things", "\(things.count)")
            if cursor == nil { return found }
        }
        return found
    }

    private mutating func askDefaultPage() {
        guard let page = answer(to: Question(.listListings)) else { return }
        let wanted = catalogue.prefix(Limits.defaultPageSize).map { $0["id"] }
        let hasMore = catalogue.count > Limits.defaultPageSize
        expect(
            page["listings"]?.array?.map { $0["id"] } == wanted, "A page has 50 things unless told", "\(wanted.count)",
            "\(page["listings"]?.array?.count ?? 0)")
        expect(
            (page["nextCursor"] != .null) == hasMore,
            "nextCursor is null on the last page only", hasMore ? "a cursor" : "null",
            page["nextCursor"]?.text ?? "nothing")
    }

    private mutating func askFilters() {
        guard let some = catalogue.dropFirst(catalogue.count / 2).first, let model = some["model"]?.string,
            let price = some["pricePerHourCents"]?.integer, let code = some["regionCode"]?.string
        else { return }
        let beginning = String(model.prefix { $0 != "_" })
        filter("model", model) { $0["model"]?.string == model }
        filter("model", beginning) {
            ($0["model"]?.string ?? "").hasPrefix(beginning + "_") || $0["model"]?.string == beginning
        }
        filter("model", "no-such-model") { _ in false }
        filter("minVramGb", "80") { ($0["vramGb"]?.integer ?? 0) >= 80 }
        for count in Limits.gpuCounts { filter("gpuCount", "\(count)") { $0["gpuCount"]?.integer == count } }
        filter("region", code) { $0["regionCode"]?.string == code }
        for area in ["us", "eu", "apac"] {
            filter("region", area) { listing in
                listing["region"]?.string.flatMap(Region.init(rawValue:))?.area == area
            }
        }
        filter("maxPricePerHourCents", "\(price)") { ($0["pricePerHourCents"]?.integer ?? 0) <= price }
        filter("maxPricePerHourCents", "\(price.saturatingSum(-1))") { ($0["pricePerHourCents"]?.integer ?? 0) < price }
    }

    private mutating func filter(_ name: String, _ value: String, keeps: (JSON) -> Bool) {
        let question = Question(.listListings, query: [(name, value), ("pageSize", "200")])
        guard let found = answer(to: question)?["listings"]?.array else { return }
        let wanted = catalogue.filter(keeps)
        expect(
            found.map { $0["id"] } == wanted.prefix(200).map { $0["id"] }, "The filter \(name) finds exactly its own",
            "\(Counted(wanted.count, "listing"))", "\(found.count), or others")
    }

    private mutating func askFacets() {
        guard let facets = answer(to: Question(.facets)), catalogue.count > 0 else { return }
        for (key, field) in [("models", "model"), ("regions", "regionCode"), ("providers", "providerCode")] {
            var counts: [String: Int] = [:]
            for listing in catalogue { counts[listing[field]?.string ?? "", default: 0] += 1 }
            var shown: [String: Int] = [:]
            for facet in facets[key]?.array ?? [] { shown[facet["code"]?.string ?? ""] = facet["count"]?.integer }
            expect(
                shown == counts, "Facets count the listings: \(key)", "\(counts.sorted { $0.key < $1.key })",
                "\(shown.sorted { $0.key < $1.key })")
        }
        let prices = catalogue.compactMap { $0["pricePerHourCents"]?.integer }
        expectEqual(facets["priceRange"]?["minCents"], .optional(prices.min()), "priceRange starts at the cheapest")
        expectEqual(facets["priceRange"]?["maxCents"], .optional(prices.max()), "priceRange ends at the dearest")
    }

    /// Checks that a pod of n GPUs costs n times as much as a pod of one GPU at the same place.
    private mutating func askPrices() {
        subject = (.listListings, "GET \(Operation.listListings.path)")
        for one in catalogue where one["gpuCount"] == 1 {
            for many in catalogue where ["family", "providerCode", "region"].allSatisfy({ many[$0] == one[$0] }) {
                guard let count = many["gpuCount"]?.integer, let price = one["pricePerHourCents"]?.integer else {
                    continue
                }
                expectEqual(
                    many["pricePerHourCents"], .integer(count.saturatingProduct(price)),
                    "A pod of n GPUs costs n times as much")
            }
        }
    }

    private mutating func askPreviews() {
        guard mayWrite else { return }
        var seen: Set<String> = []
        for listing in catalogue {
            guard let family = listing["family"]?.string, seen.insert(family).inserted else { continue }
            let preview = answer(to: Question(.previewRental, body: pod(listing)))
            expectEqual(
                preview?["pricePerHourCents"], listing["pricePerHourCents"], "A preview names the listing's price")
            let matched = preview?["matchedListing"]
            let known = catalogue.first { $0["id"] == matched?["id"] }
            for field in ["model", "region", "providerCode"] {
                expectEqual(matched?[field], known?[field], "A preview matches a listing of the catalogue")
            }
            expectEqual(matched?["model"], listing["model"], "A preview matches what was asked for")
        }
    }

    /// Returns a body that requests a pod of this listing.
    func pod(_ listing: JSON, _ more: [(String, JSON)] = []) -> JSON {
        .object(
            JSONObject(
                [
                    ("familyId", listing["family"] ?? .null), ("gpuCount", listing["gpuCount"] ?? .null),
                    ("region", listing["regionCode"] ?? .null),
                ] + more))
    }

    mutating func expectOrder(_ things: [JSON], by precedes: (JSON, JSON) -> Bool, _ rule: String) {
        let breach = zip(things, things.dropFirst()).first { precedes($1, $0) }
        expect(
            breach == nil, rule, "in order",
            breach.map { "\($0["id"]?.string ?? "") before \($1["id"]?.string ?? "")" } ?? "")
    }

    mutating func expectNewestFirst(_ things: [JSON], by field: String) {
        expectOrder(things, by: { ($0[field]?.string ?? "") > ($1[field]?.string ?? "") }, "The newest comes first")
    }
}
