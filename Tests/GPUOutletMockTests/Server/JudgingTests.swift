import GPUOutletMock
import Testing

@Suite("Judging")
struct JudgingTests {
    private let mock: MockServer

    /// A client has launched twice, in vain and then not, and has asked for something that is not there.
    init() throws {
        mock = try MockServer.start(isClockVirtual: true)
        try mock.inject("provider_pool_empty; retryAfter=30", on: "createRental", times: 1)
        _ = try mock.status("POST /v1/rentals", SomeBody.launch, fields: "X-Mine: a\r\nX-Mine: b\r\n")
        try mock.advance(by: .seconds(30))
        _ = try mock.status("POST /v1/rentals", SomeBody.launch)
        _ = try mock.status("GET /v1/rental?status=running")
    }

    @Test(
        "what holds is nil",
        arguments: [
            .calls("createRental", times: 2), .calls("rentals", atLeast: 2), .calls("createRental"),
            .calls("*", atMost: 2), .calls("createKey", times: 0),
            .calls("createRental", times: 1, status: 503, error: "provider_pool_empty"),
            .recovers("createRental", within: .seconds(30)), .succeeds("createRental", atLeast: 0.5),
            .succeeds("rentals", atLeast: 1, from: .zero, until: .seconds(1)), .delivered("*", atLeast: 1),
            .calls("*", atMost: 3, during: "start"), .calls("createRental", atMost: 1, status: 200),
            .order("createRental", "createRental"),
            .verdict("honours-retry-after"), .met("provider_pool_empty"),
            "{ calls: 'createRental', when: { 'body.familyId': 'h100-80gb' }, times: 2 }",
            "[{ calls: 'createRental' }, { met: ['provider_pool_empty'] }]", MockExpectation("{ unmatched: 1 }"),
        ] as [MockExpectation])
    func holds(expectation: MockExpectation) throws {
        #expect(mock.unmet(expectation) == nil)
        try mock.verify(expectation)
    }

    @Test(
        "what does not hold is told, with what came instead",
        arguments: [
            (.calls("createRental", times: 3), "expected createRental exactly 3 times, but it came 2 times"),
            (.calls("createRental", atLeast: 3), "expected createRental at least 3 times, but it came 2 times"),
            (.calls("createRental", atMost: 1), "expected createRental at most once, but it came 2 times"),
            (.calls("createRental", times: 1, status: 403), "the answer was 503 provider_pool_empty, not 403"),
            (.order("createRental", "me"), "no me came after request 1"),
            (.verdict("backs-off"), "it was not exercised"),
            (.met("rate_limited"), "rate_limited was never met"),
            (.recovers("createRental", within: .seconds(29)), "was followed by a success after 30 s, request 2"),
            (
                .succeeds("me", atLeast: 0.5),
                "inconclusive: expected at least 50 % of the logical calls of me to end well"
            ),
            (.succeeds("rentals", atLeast: 1, from: .seconds(60)), "begun from 1m to end well, but there was none"),
            (.delivered("me", atLeast: 1), "but there was none"),
            (.calls("*", atMost: 3, during: "outage"), "the world was never in phase outage"),
            (.noLeaks, "rental"),
            (.noUnmatched, "request 3: GET /v1/rental"),
        ] as [(MockExpectation, String)])
    func isUnmet(expectation: MockExpectation, text: String) throws {
        let failure = try #require(mock.unmet(expectation))
        #expect(failure.message.contains(text), "\(failure)")
        #expect(failure.code == "verify_failed")
        #expect(failure.place == nil)
        #expect(failure.description == failure.message)
        let line = #line + 1
        let thrown = #expect(throws: MockFailure.self) { try mock.verify(expectation) }
        #expect(thrown?.description == "GPUOutletMockTests/JudgingTests.swift:\(line): \(failure.message)")
    }

    @Test("several are judged together, and each that does not hold is told by its place")
    func several() throws {
        let failure = try #require(mock.unmet(.calls("me"), .calls("createRental"), .met("rate_limited")))
        #expect(failure.message.hasPrefix("2 of 3 expectations do not hold\nexpect[0]: "))
        #expect(failure.message.contains("\nexpect[2]: "))
    }

    @Test(
        "what cannot be read is unmet as well, and says why",
        arguments: [
            ("{ calls: 'createRentl' }", "createRental"), ("{ calls: ", "the text ends"),
            ("{ verdict: 'patience' }", "verdict"), ("17", "object"),
        ] as [(MockExpectation, String)])
    func unreadable(expectation: MockExpectation, hint: String) throws {
        let failure = try #require(mock.unmet(expectation))
        #expect(failure.code == "validation_failed")
        #expect(failure.message.contains(hint), "\(failure)")
    }

    @Test("the journal tells each exchange whole")
    func exchanges() throws {
        let all = try mock.requests()
        #expect(all.map(\.number) == [1, 2, 3])
        #expect(
            all.map(\.description) == [
                "1: POST /v1/rentals → 503 provider_pool_empty", "2: POST /v1/rentals → 200",
                "3: GET /v1/rental?status=running → 404 not_found",
            ])
        let first = try #require(all.first)
        #expect(first.at == "2026-06-07T08:00:00.000Z")
        #expect(first.operation == "createRental" && first.method == "POST" && first.path == "/v1/rentals")
        #expect(first.user == "dev@example.com")
        #expect(first.headers["cookie"] == "sid=dev" && first.headers["x-mine"] == "a, b")
        #expect(first.body == SomeBody.launch)
        #expect(first.status == 503 && first.error == "provider_pool_empty")
        #expect(first.isInjected && first.fault == "createRental:provider_pool_empty")
        #expect(first.delivery == "delivered" && first.delay == .zero && !first.isCommitted)
        #expect(first.responseHeaders["retry-after"] == "30")
        #expect(first.responseBody.contains(#""error":"provider_pool_empty""#))
        let second = all[1]
        #expect(second.at == "2026-06-07T08:00:30.000Z")
        #expect(second.error == nil && !second.isInjected && second.fault == nil)
        let third = all[2]
        #expect(third.operation == nil && third.query == "status=running")
    }

    @Test("what was late, lost or sent without a session says so in the journal")
    func oddExchanges() throws {
        try mock.reset()
        try mock.inject("delay=2s", on: "me", times: 1)
        try mock.inject("connection=close", on: "balance")
        _ = try mock.status("GET /v1/auth/me")
        #expect(try mock.answered("GET /v1/billing/balance") == nil)
        _ = try mock.status("POST /v1/auth/verify-code", "no JSON")
        let all = try mock.requests()
        #expect(all[0].delay == .seconds(2) && all[0].delivery == "delivered" && !all[0].isInjected)
        #expect(all[1].delivery == "lost" && all[1].connection == "close" && all[1].isInjected)
        #expect(all[1].status == nil && all[1].responseHeaders == [:] && all[1].responseBody == "")
        #expect(all[1].description == "2: GET /v1/billing/balance → close")
        #expect(all[2].body == "no JSON")
    }

    @Test("the journal is given whole, however long, and by operation")
    func longJournal() throws {
        try mock.reset()
        let client = try TestClient(port: mock.port)
        for number in 0..<2100 {
            client.send(.get(number == 1050 ? "/v1/auth/me" : "/v1/\(number)"))
            _ = client.answer()
        }
        #expect(try mock.requests().map(\.number) == Array(1...2100))
        #expect(try mock.requests("me").map(\.number) == [1051])
        let failure = #expect(throws: MockFailure.self) { try mock.requests("mee") }
        #expect(failure?.message.contains("operation") == true)
    }
}
