import OutletContract
import Testing

@Suite("Spelling")
struct SpellingTests {
    @Test(
        "the nearest legal word is found through slips, case and separators",
        arguments: [
            ("provider_pool_emty", "provider_pool_empty"),
            ("creatRental", "createRental"),
            ("create-rental", "createRental"),
            ("CreateRental", "createRental"),
            ("retnals", "rentals"),
            ("maint", "maintenance"),
        ])
    func nearest(typed: String, meant: String) {
        let words = ErrorCode.allCases.map(\.rawValue) + Operation.allCases.map(\.rawValue) + ["rentals"]
        #expect(Spelling.nearest(to: typed, among: words) == meant)
    }

    @Test("nothing is suggested for a word that is like none", arguments: ["", "zzz", "teapot", "re"])
    func nothing(typed: String) {
        #expect(Spelling.nearest(to: typed, among: ["createRental", "rate_limited", "rentals", "report"]) == nil)
    }

    @Test(
        "a letter put in, left out, replaced or swapped counts one",
        arguments: [("cart", "cat"), ("cat", "cart"), ("cut", "cat"), ("act", "cat")])
    func distance(a: String, b: String) {
        #expect(Spelling.distance(Array(a.utf8), Array(b.utf8)) == 1)
    }
}
