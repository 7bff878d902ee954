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
        #expect(first.nextCursor == Cursor(lastId: "led_50").text)
        let second = try take(["cursor": .optional(first.nextCursor), "pageSize": 60])
        #expect(second.elements == Array(PageTests.ids[50..<110]))
        let last = try take(["cursor": .optional(second.nextCursor), "pageSize": 10])
        #expect(last.elements == Array(PageTests.ids[110...]))
        #expect(last.nextCursor == nil)
    }

    @Test("writes the cursor as base64 of the last id")
    func cursor() {
        #expect(Cursor(lastId: "rent_1").text == "eyJsYXN0SWQiOiJyZW50XzEifQ==")
    }

    @Test("goes on after an element that its filter no longer lets through")
    func filtered() throws {
        let query = Page(["cursor": .string(Cursor(lastId: "led_7").text), "pageSize": 2])
        let page = try query.take(from: PageTests.ids, id: { $0 }, where: { $0.hasSuffix("0") })
        #expect(page.elements == ["led_10", "led_20"])
        #expect(page.nextCursor == Cursor(lastId: "led_20").text)
    }

    @Test(
        "refuses a cursor that no page of the list gave",
        arguments: [Cursor(lastId: "led_121").text, Cursor(lastId: "").text])
    func badCursor(cursor: String) throws {
        let error = #expect(throws: APIError.self) { try take(["cursor": .string(cursor)]) }
        #expect(error?.code == .validationFailed)
        #expect(error?.details.map(\.field) == ["cursor"])
    }

    @Test(
        "is asked for by no text that is no cursor",
        arguments: [
            "", "x", "led_50", "e30=", "bnVsbA==", "eyJsYXN0SWQiOjF9",
            Base64.encode(Array(#"{"lastId":"led_1","more":1}"#.utf8)),
        ])
    func noCursor(text: String) throws {
        let shape = Operation.ledger.queryShape
        let error = #expect(throws: APIError.self) { try shape.check(["cursor": .string(text), "pageSize": 0]) }
        #expect(error?.code == .validationFailed)
        #expect(error?.details.map(\.field) == ["cursor", "pageSize"])
    }
}
