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
        "a word of one letter, or of more than any of ours, is like none",
        arguments: ["x", String(repeating: "a", count: 70)])
    func tooShortOrLong(typed: String) {
        #expect(Spelling.nearest(to: typed, among: ["*", "me", String(repeating: "a", count: 69)]) == nil)
    }

    @Test("a part of a legal word finds it, its beginning first")
    func part() {
        let words = ["deleteKey", "keys", "ssh-keys", "POST /v1/rentals"]
        #expect(Spelling.nearest(to: "ssh_keys", among: words) == "ssh-keys")
        #expect(Spelling.nearest(to: "POST /v1/rental", among: words) == "POST /v1/rentals")
        #expect(Spelling.nearest(to: "rental", among: words) == "POST /v1/rentals")
        #expect(Spelling.nearest(to: "keys", among: words) != "keys")
    }

    @Test("counts the letters put in, left out, replaced or swapped with their neighbour")
    func distance() {
        let pairs = [("", "", 0), ("a", "", 1), ("kitten", "sitting", 3), ("form", "from", 1), ("abc", "cab", 2)]
        for (a, b, edits) in pairs {
            #expect(Spelling.distance(Array(a.utf8), Array(b.utf8)) == edits)
            #expect(Spelling.distance(Array(b.utf8), Array(a.utf8)) == edits)
        }
    }
}
