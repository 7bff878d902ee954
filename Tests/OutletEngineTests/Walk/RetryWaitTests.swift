import OutletContract
import OutletEngine
import OutletScenarios
import OutletWire
import Testing

@Suite("What Retry-After says")
struct RetryWaitTests {
    private static func client(_ fault: String) throws -> Client {
        try Client(scenario: "{ why: 'wait', clock: { mode: 'virtual' }, faults: [ { id: 'f', on: 'me', \(fault) } ] }")
    }

    @Test("A range is drawn anew each time, the same ones for the same seed, all of it")
    func range() throws {
        let draws = try (0..<2).map { _ in
            var client = try Self.client("error: 'rate_limited', retryAfter: '5..8'")
            return (0..<60).compactMap { _ in client.get("/v1/auth/me").header("retry-after").flatMap(Int.init) }
        }
        #expect(draws[0] == draws[1] && draws[0].count == 60)
        #expect(Set(draws[0]) == [5, 6, 7, 8])
    }

    @Test("The message, the rate headers and the judgement say what was sent")
    func claims() throws {
        var client = try Self.client("error: 'rate_limited', retryAfter: '7..7'")
        let reply = client.get("/v1/auth/me")
        #expect(reply.json["message"] == "Too many requests. Retry after 7 seconds.")
        #expect(reply.header("x-ratelimit-reset") == String(Limits.virtualStart.unixSeconds + 7))
        client.advance("5s")
        _ = client.get("/v1/auth/me")
        let verdicts = client.get("/__admin/report").json["verdicts"]?.array ?? []
        #expect(verdicts.first { $0["verdict"] == "honours-retry-after" }?["result"] == "fail")
        var other = try Self.client("error: 'rate_limited', headers: { 'Retry-After': '90' }")
        #expect(other.get("/v1/auth/me").header("x-ratelimit-reset") == String(Limits.virtualStart.unixSeconds + 90))
    }

    @Test("A window counts down to its end, rounded up, and anew when it returns")
    func window() throws {
        var client = try Self.client("from: '1m', until: '2m', again: '5m', error: 'maintenance', retryAfter: 'window'")
        #expect(client.get("/v1/auth/me").status == 200)
        var told: [String?] = []
        for span in ["1m", "500ms", "59s", "499ms", "1ms", "4m", "10s"] {
            client.advance(span)
            told.append(client.get("/v1/auth/me").header("retry-after"))
        }
        #expect(told == ["60", "60", "1", "1", nil, "60", "50"])
    }

    @Test(
        "A date is the answer's own plus the wait",
        arguments: [
            ("error: 'maintenance', retryAfterAs: 'date'", 120),
            ("error: 'rate_limited', retryAfter: 30, retryAfterAs: 'date'", 30),
            ("until: '90500ms', error: 'internal_error', retryAfter: 'window', retryAfterAs: 'date'", 90),
            ("error: 'rate_limited', retryAfter: 0, retryAfterAs: 'date'", 0),
        ])
    func date(fault: String, seconds: Int) throws {
        var client = try Self.client(fault)
        client.advance("500ms")
        let reply = client.get("/v1/auth/me")
        let sent = try #require(reply.header("retry-after").flatMap(HTTPDate.unixSeconds))
        #expect(try sent - #require(reply.response.dateUnixSeconds) == seconds)
        if reply.error == "rate_limited" { #expect(reply.header("x-ratelimit-reset") == String(sent)) }
    }

    @Test("It is judged as a date, too")
    func judged() throws {
        for (pause, result) in [("20s", "fail"), ("31s", "pass")] {
            var client = try Self.client("times: 1, error: 'rate_limited', retryAfter: 30, retryAfterAs: 'date'")
            _ = client.get("/v1/auth/me")
            client.advance(pause)
            _ = client.get("/v1/auth/me")
            let verdicts = client.get("/__admin/report").json["verdicts"]?.array ?? []
            #expect(verdicts.first { $0["verdict"] == "honours-retry-after" }?["result"]?.string == result)
        }
    }

    @Test("A header says it as well")
    func header() {
        var client = Client()
        let reply = client.get(
            "/v1/auth/me", headers: [HeaderField("X-Mock-Fault", "rate_limited; retryAfter=9..9; retryAfterAs=date")])
        #expect(reply.header("retry-after").flatMap(HTTPDate.unixSeconds) == Limits.virtualStart.unixSeconds + 9)
    }
}
