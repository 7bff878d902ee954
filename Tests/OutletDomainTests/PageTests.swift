import OutletContract
import OutletDomain
import OutletWire
import Testing

@Suite("Page")
struct PageTests {
    private static let ids = (1...120).map { "led_\($0)" }

    private func take(_ query: JSONObject) throws -> (elements: [String], nextCursor: String?) {
        try Page(query).take(from: PageTests.ids, id: { $0 })
    }

    @Test("takes 50 unless told, and leads on to the rest")
    func walk() throws {
        let first = try take([:])
        #expect(first.elements == Array(PageTests.ids[..<50]))
        #expect(first.nextCursor == Page.cursor(after: "led_50"))
        let second = try take(["cursor": .optional(first.nextCursor), "pageSize": 60])
        #expect(second.elements == Array(PageTests.ids[50..<110]))
        let last = try take(["cursor": .optional(second.nextCursor), "pageSize": 10])
        #expect(last.elements == Array(PageTests.ids[110...]))
        #expect(last.nextCursor == nil)
    }

    @Test("writes the cursor as base64 of the last id")
    func cursor() {
        #expect(Page.cursor(after: "rent_1") == "eyJsYXN0SWQiOiJyZW50XzEifQ==")
    }

    @Test("goes on after an element that its filter no longer lets through")
    func filtered() throws {
        let query = try Page(["cursor": .string(Page.cursor(after: "led_7")), "pageSize": 2])
        let page = try query.take(from: PageTests.ids, id: { $0 }, where: { $0.hasSuffix("0") })
        #expect(page.elements == ["led_10", "led_20"])
        #expect(page.nextCursor == Page.cursor(after: "led_20"))
    }

    @Test(
        "refuses a cursor that no page of the list gave",
        arguments: [
            "", "x", "led_50", "e30=", "bnVsbA==", "eyJsYXN0SWQiOjF9",
            Page.cursor(after: "led_121"), Page.cursor(after: ""),
            Base64.encode(Array(#"{"lastId":"led_1","more":1}"#.utf8)),
        ])
    func badCursor(cursor: String) throws {
        let error = #expect(throws: APIError.self) { try take(["cursor": .string(cursor)]) }
        #expect(error?.code == .validationFailed)
        #expect(error?.details.map(\.field) == ["cursor"])
    }
}
