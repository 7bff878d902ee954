import OutletContract
import OutletEngine
import OutletScenarios
import OutletWire
import Testing

@Suite("Worlds")
struct WorldTests {
    @Test("URL, host name and header choose a world, in this order")
    func addressing() {
        var client = Client()
        func world(_ target: String, _ headers: [HeaderField]) -> String? {
            let request = Request(method: .get, target: target, headers: headers)
            return client.engine.reply(to: request, at: client.now).header("x-mock-world")
        }
        let host = HeaderField("Host", "from-host.localhost:4429")
        let header = HeaderField("X-Mock-World", "from-header")
        #expect(world("/@from-url/v1/auth/me", [host, header]) == "from-url")
        #expect(world("/v1/auth/me", [host, header]) == "from-host")
        #expect(world("/v1/auth/me", [HeaderField("Host", "localhost:4429"), header]) == "from-header")
        #expect(world("/v1/auth/me", [HeaderField("Host", "LOCALHOST")]) == "default")
    }

    @Test("Worlds never see each other")
    func isolation() {
        var client = Client()
        client.prefix = "/@one"
        #expect(client.post("/v1/rentals", Client.h100).status == 200)
        client.advance("1h")
        client.prefix = "/@two"
        #expect(client.get("/v1/rentals").json["rentals"] == [])
        #expect(client.get("/__admin/clock").json["now"] == "2026-06-07T08:00:00.000Z")
        #expect(client.get("/__admin/requests").json["total"] == 1)
    }

    @Test("Two worlds of one scenario are twins, whatever their names")
    func twins() {
        var client = Client()
        client.prefix = "/@one"
        let one = client.post("/v1/rentals", Client.h100).response.body
        client.prefix = "/@another"
        #expect(client.post("/v1/rentals", Client.h100).response.body == one)
    }

    @Test("A name picks its scenario; an unknown one left of ~ is refused with the nearest")
    func naming() throws {
        var client = Client(try Scenario.read(Array(#"{ "scenario": "pool-empty", "why": "x" }"#.utf8), file: "a.json"))
        func scenario(_ name: String) -> String? {
            client.prefix = "/@\(name)"
            return client.get("/__admin/scenario").json["scenario"]?.string
        }
        #expect(scenario("pool-empty~t17") == "pool-empty")
        #expect(scenario("healthy~t1") == "healthy")
        #expect(scenario("healthy") == "healthy")
        #expect(scenario("label") == "pool-empty")
        #expect(scenario("default~t") == "pool-empty")
        client.prefix = "/@pool-emty~t"
        let unknown = client.get("/v1/auth/me")
        #expect(unknown.status == 404 && unknown.error == "unknown_scenario")
        #expect(unknown.json["message"]?.string?.contains("did you mean 'pool-empty'?") == true)
        client.prefix = "/@Bad_Name"
        #expect(client.get("/v1/auth/me").error == "unknown_scenario")
    }

    @Test("Reads make no world, and beyond the limit a clear error names the flag")
    func limit() {
        var configuration = EngineConfiguration.virtual
        configuration.maximumWorlds = 1
        var client = Client(configuration: configuration)
        client.prefix = "/@a"
        #expect(client.get("/__admin/clock").status == 200)
        client.prefix = "/@b"
        #expect(client.get("/v1/auth/me").status == 200)
        client.prefix = "/@c"
        let full = client.get("/v1/auth/me")
        #expect(full.status == 503 && full.error == "world_limit")
        #expect(full.json["message"]?.string?.contains("--max-worlds") == true)
        client.prefix = ""
        #expect(client.send(.delete, "/__admin/worlds/b").status == 200)
        client.prefix = "/@c"
        #expect(client.get("/v1/auth/me").status == 200)
    }

    @Test("Reset goes back to the start: state, clock, counters, journal")
    func reset() throws {
        var client = try Client(
            scenario: #"{ "why": "x", "faults": [ { "id": "f", "on": "me", "times": 1, "error": "internal_error" } ] }"#
        )
        #expect(client.get("/v1/auth/me").status == 500)
        #expect(client.post("/v1/rentals", Client.h100).status == 200)
        client.advance("5m")
        #expect(client.post("/__admin/reset").status == 200)
        #expect(client.get("/v1/auth/me").status == 500)
        #expect(client.get("/v1/rentals").json["rentals"] == [])
        #expect(client.get("/__admin/clock").json["now"] == "2026-06-07T08:00:00.000Z")
        #expect(client.get("/__admin/requests").json["total"] == 2)
    }

    @Test("The journals of all worlds together stay below their bound, the heaviest giving way")
    func journalBytes() {
        var configuration = EngineConfiguration.virtual
        configuration.journalBytes = 50_000
        var client = Client(configuration: configuration)
        client.sid = nil
        client.prefix = "/@light"
        _ = client.get("/v1/auth/me")
        client.prefix = "/@heavy"
        let large = JSON.object(JSONObject([("email", .string(String(repeating: "x", count: 4000)))]))
        for _ in 1...40 { _ = client.post("/v1/auth/request-code", large) }
        let heavy = client.get("/__admin/requests?limit=1000").json
        #expect(heavy["total"] == 40)
        #expect((heavy["evicted"]?.integer ?? 0) > 20)
        client.prefix = "/@light"
        #expect(client.get("/__admin/requests").json["evicted"] == 0)
    }
}
