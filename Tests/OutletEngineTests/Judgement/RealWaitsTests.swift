import OutletContract
import OutletEngine
import OutletScenarios
import OutletWire
import Testing

/// A world whose clock runs sixty times as fast as the client's.
@Suite("Waits in a fast world")
struct RealWaitsTests {
    private func client(waits: String) throws -> Client {
        try Client(
            scenario: """
                { clock: { mode: 'live', speed: 60, waits: '\(waits)' }, given: { limits: { requestsPerMinute: 1 } } }
                """, configuration: EngineConfiguration())
    }

    @Test(
        "Retry-After says the world's seconds, or real ones where the scenario wants them",
        arguments: [
            ("world", "60"), ("real", "1"),
        ])
    func told(waits: String, seconds: String) throws {
        var client = try client(waits: waits)
        _ = client.get("/v1/rentals")
        let refused = client.get("/v1/rentals")
        #expect(refused.header("Retry-After") == seconds)
        let words = seconds == "1" ? "1 second" : "\(seconds) seconds"
        #expect(refused.json["message"] == .string("Too many requests. Retry after \(words)."))
    }

    @Test(
        "A client is judged by the seconds that it was told",
        arguments: [
            ("world", 100, Verdict.Result.fail), ("world", 1000, .pass), ("real", 500, .fail), ("real", 1000, .pass),
        ])
    func judged(waits: String, milliseconds: Int, result: Verdict.Result) throws {
        var client = try client(waits: waits)
        _ = client.get("/v1/rentals")
        #expect(client.get("/v1/rentals").status == 429)
        client.wall = client.wall + .milliseconds(milliseconds)
        _ = client.get("/v1/rentals")
        let now = client.now
        let verdicts = client.engine.look(at: "default", now) { $0.verdicts } ?? []
        #expect(verdicts.first { $0.name == .honoursRetryAfter }?.result == result)
    }

    @Test("What an injected error says to wait is real as it is written")
    func injected() throws {
        var client = try client(waits: "real")
        let fault = HeaderField("X-Mock-Fault", "maintenance; retryAfter=3")
        #expect(client.get("/v1/rentals", headers: [fault]).header("Retry-After") == "3")
    }
}
