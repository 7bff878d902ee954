import OutletContract
import OutletDomain
import OutletWire
import Testing

@Suite("The catalogue")
struct CatalogueTests {
    private func world(_ stock: [Family: Int] = [:], listings: [InitialState.Listing]? = nil, seed: Int = 1)
        -> ProviderState
    {
        var initialState = InitialState()
        initialState.stock = stock
        initialState.listings = listings
        return ProviderState(initialState, seed: seed, startsAt: Limits.virtualStart)
    }

    private func list(_ query: JSONObject, in world: ProviderState) throws -> [JSON] {
        var rows: [JSON] = []
        var query = query
        query["pageSize"] = query["pageSize"] ?? 200
        repeat {
            let page = try world.listListings(ListingQuery(query))
            rows += try #require(page["listings"]?.array)
            query["cursor"] = page["nextCursor"] == .null ? nil : page["nextCursor"]
        } while query["cursor"] != nil
        return rows
    }

    @Test("shows each record as the contract writes it")
    func record() throws {
        let row = try #require(
            list(["model": "H100", "gpuCount": 1, "region": "us"], in: world()).first?.object)
        var expected: JSONObject = [
            "id": "", "model": "H100_SXM_80GB", "family": "h100-80gb", "vramGb": 80, "gpuCount": 1,
            "pricePerHourCents": 280, "providerCode": "vast", "region": "US-East", "regionCode": "US",
            "interconnect": "NVLink",
        ]
        expected["id"] = row["id"]
        #expect(row == expected)
        #expect(row["id"]?.string?.hasPrefix("lst_") == true)
    }

    @Test("holds one listing for each family, offer and count, cheapest first, ties by id")
    func order() throws {
        let rows = try list([:], in: world())
        #expect(rows.count == Family.allCases.map { $0.row.offers.count * 4 }.reduce(0, +))
        let keys = rows.map { ($0["pricePerHourCents"]?.integer ?? 0, $0["id"]?.string ?? "") }
        #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 })
        let h100 = rows.filter { $0["family"] == "h100-80gb" }.compactMap { $0["pricePerHourCents"]?.integer }
        #expect(h100 == [280, 280, 560, 560, 1120, 1120, 2240, 2240])
    }

    @Test(
        "filters",
        arguments: [
            (["model": "H100"], 8), (["model": "H100_SXM"], 8), (["model": "H100_SXM_80GB"], 8), (["model": "H1"], 0),
            (["model": "h100"], 0), (["model": "A100_SXM"], 16), (["model": "A100_SXM_40GB"], 8),
            (["minVramGb": 141], 12), (["minVramGb": 193], 0), (["gpuCount": 8], 16), (["region": "US"], 32),
            (["region": "us"], 32), (["region": "eu"], 20), (["region": "apac"], 12), (["region": "SG"], 4),
            (["maxPricePerHourCents": 65], 7), (["maxPricePerHourCents": 31], 0),
            (["model": "H100", "region": "JP", "gpuCount": 2], 1),
        ] as [(JSONObject, Int)])
    func filters(query: JSONObject, count: Int) throws {
        #expect(try list(query, in: world()).count == count)
    }

    @Test("goes through pages of any size and meets every listing once", arguments: [1, 7, 50, 64, 200])
    func pages(size: Int) throws {
        let rows = try list(["pageSize": .integer(size)], in: world())
        #expect(rows == (try list([:], in: world())))
    }

    @Test("hides a listing once the family has fewer GPUs than it wants")
    func stock() throws {
        let rows = try list(["model": "H100"], in: world([.h100: 3]))
        #expect(Set(rows.compactMap { $0["gpuCount"]?.integer }) == [1, 2])
        #expect(try list(["model": "B200"], in: world([.b200: 0])).isEmpty)
    }

    @Test("gives a listing the same id in every world of a seed, whatever stands in it")
    func ids() throws {
        #expect(try list(["model": "B200"], in: world()) == list(["model": "B200"], in: world([.h100: 0])))
        #expect(try list([:], in: world()) != list([:], in: world(seed: 2)))
    }

    @Test("counts what is in stock")
    func facets() throws {
        let stock = Dictionary(uniqueKeysWithValues: Family.allCases.map { ($0, 0) }).merging(
            [.h100: 2, .rtx4090: 1], uniquingKeysWith: { $1 })
        #expect(
            world(stock).facets() == [
                "models": [["code": "H100_SXM_80GB", "count": 4], ["code": "RTX_4090", "count": 3]],
                "regions": [["code": "JP", "count": 3], ["code": "NL", "count": 1], ["code": "US", "count": 3]],
                "providers": [["code": "runpod", "count": 3], ["code": "vast", "count": 4]],
                "priceRange": ["minCents": 65, "maxCents": 560],
            ])
    }

    @Test("has null prices when nothing is in stock")
    func emptyFacets() {
        let none = Dictionary(uniqueKeysWithValues: Family.allCases.map { ($0, 0) })
        #expect(
            world(none).facets() == [
                "models": [], "regions": [], "providers": [],
                "priceRange": ["minCents": .null, "maxCents": .null],
            ])
    }

    @Test("is replaced by what a scenario gives")
    func replaced() throws {
        let offer = InitialState.Listing(
            .l40s, gpuCount: 2, pricePerHour: Cents(5), provider: .vast, region: .singapore)
        let rows = try list([:], in: world(listings: [offer]))
        #expect(rows.map { $0["pricePerHourCents"] } == [5])
        #expect(rows.map { $0["region"] } == ["SG-Singapore"])
        #expect(try list([:], in: world(listings: [])).isEmpty)
    }

    @Test("finds the cheapest listing of a spec, in stock or not")
    func match() {
        let catalogue = world([.h100: 0]).catalogue
        #expect(catalogue.match(.h100, gpuCount: 4, region: nil)?.offer.pricePerHour == Cents(1120))
        #expect(catalogue.match(.h100, gpuCount: 1, region: "apac")?.offer.provider == .runpod)
        #expect(catalogue.match(.h100, gpuCount: 1, region: "DE") == nil)
    }
}
