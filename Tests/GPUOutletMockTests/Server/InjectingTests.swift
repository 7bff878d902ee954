import GPUOutletMock
import Testing

@Suite("Injecting")
struct InjectingTests {
    private let mock: MockServer
    init() throws { mock = try MockServer.start(isClockVirtual: true) }

    @Test("takes the words of the header, on the calls and as often as told")
    func header() throws {
        let id = try mock.inject("provider_pool_empty; retryAfter=7", on: "createRental", times: 2)
        #expect(id == "createRental:provider_pool_empty")
        let statuses = try (0..<3).map { _ in try mock.status("POST /v1/rentals", SomeBody.launch) }
        #expect(statuses == [503, 503, 200])
        let first = try #require(mock.requests("createRental").first)
        #expect(first.responseHeaders["retry-after"] == "7")
        #expect(first.responseHeaders["x-mock-fault-id"] == id)
        #expect(first.fault == id)
    }

    @Test("without a number of times goes on until it is withdrawn")
    func withdrawing() throws {
        let id = try mock.inject("connection=reset; commit", on: "POST /v1/rentals")
        for _ in 0..<2 { #expect(try mock.answered("POST /v1/rentals", SomeBody.launch) == nil) }
        #expect(
            try mock.requests("createRental").allSatisfy {
                $0.isCommitted && $0.delivery == "lost" && $0.connection == "reset"
            })
        try mock.withdraw(id)
        #expect(try mock.status("POST /v1/rentals", SomeBody.launch) == 200)
        let failure = #expect(throws: MockFailure.self) { try mock.withdraw(id) }
        #expect(failure?.code == "not_found")
    }

    @Test("takes a fault as a file writes it, before those that are there")
    func document() throws {
        try mock.inject("internal_error", on: "*")
        #expect(try mock.inject("{ id: 'second', on: 'me', nth: 2, error: 'maintenance' }") == "second")
        #expect(try (0..<3).map { _ in try mock.status("GET /v1/auth/me") } == [500, 503, 500])
    }

    @Test(
        "tells what it does not understand, the word that was meant, and the line of the call",
        arguments: [
            ("provider_pool_emty", "createRental", "provider_pool_empty"),
            ("provider_error", "createRentals", "createRental"),
            ("weak_key", "createRental", "createKey"),
            ("rate_limited; retryAfter=soon", "createRental", "retryAfter"),
            ("", "createRental", "nothing"),
        ])
    func misspelt(effect: String, calls: String, hint: String) throws {
        let line = #line + 1
        let failure = #expect(throws: MockFailure.self) { try mock.inject(effect, on: MockOperation(rawValue: calls)) }
        #expect(failure?.message.contains(hint) == true, "\(failure?.message ?? "")")
        #expect(failure?.place == "GPUOutletMockTests/InjectingTests.swift:\(line)")
        #expect(failure?.description.hasPrefix("GPUOutletMockTests/InjectingTests.swift:\(line): ") == true)
        #expect(try mock.status("POST /v1/rentals", SomeBody.launch) == 200)
    }

    @Test("and turning dials refuse what is no JSON, and say where")
    func notJSON() {
        let text = "line 1, column 2: the text ends before the `{` of line 1, column 1 is closed"
        let injected = #expect(throws: MockFailure.self) { try mock.inject("{") }
        let turned = #expect(throws: MockFailure.self) { try mock.turn("{") }
        #expect([injected?.message, turned?.message] == [text, text])
        let unknown = #expect(throws: MockFailure.self) { try mock.turn("{ stock: { h100: 0 } }") }
        #expect(unknown?.message.contains("h100-80gb") == true)
    }

    @Test("into a world whose name no scenario has is refused")
    func nowhere() {
        let world = mock.world("nothing~mine")
        let reset = #expect(throws: MockFailure.self) { try world.reset() }
        let injected = #expect(throws: MockFailure.self) { try world.inject("maintenance", on: "*") }
        #expect([reset?.code, injected?.code] == ["unknown_scenario", "unknown_scenario"])
        #expect(world.unmet()?.code == "unknown_scenario")
    }
}
