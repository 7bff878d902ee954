import OutletContract
import OutletEngine
import OutletScenarios
import OutletWire
import Testing

/// A wrong world name must not pass a test of an outage.
@Suite("The names of worlds")
struct WorldNameTests {
    @Test(
        "a bare name that misses a scenario's by a letter or two is refused with the name that was meant",
        arguments: [
            ("provider-pool-emtpy", "provider-pool-empty"), ("provider_pool_empty", "provider-pool-empty"),
            ("provider-pool-empt", "provider-pool-empty"), ("chaos-dril", "chaos-drill"),
            ("maintenence", "maintenance"), ("helthy", "healthy"), ("chaos-drill-2", "chaos-drill"),
        ])
    func near(name: String, meant: String) {
        var client = Client()
        for path in ["/v1/auth/me", "/__admin/clock", "/__admin/requests", "/app"] {
            let reply = client.get("/@\(name)\(path)")
            #expect(reply.status == 404)
            #expect(reply.error == "unknown_scenario")
            #expect(reply.json["message"]?.string?.contains("did you mean '\(meant)'?") == true)
        }
        #expect(client.get("/@default~\(name)/v1/auth/me").header("X-Mock-Scenario") == "healthy")
    }

    @Test("any other name is a label", arguments: ["my-test", "checkout-17", "t1", "drill", "a", "weekly", "empty"])
    func label(name: String) {
        var client = Client()
        let reply = client.get("/@\(name)/v1/auth/me")
        #expect(reply.status == 200)
        #expect(reply.header("X-Mock-Scenario") == "healthy")
    }

    @Test("every answer says which scenario runs: the API's, a refusal, a page, a control call, a preflight")
    func header() {
        var client = Client()
        client.prefix = "/@provider-pool-empty~7"
        for reply in [
            client.get("/v1/auth/me"), client.post("/v1/rentals", Client.h100), client.get("/v1/nowhere"),
            client.get("/app"), client.get("/__admin/clock"), client.get("/__admin/requests/99"),
            client.send(.options, "/v1/rentals"), client.get("/__admin/wait?calls=me"),
        ] {
            #expect(reply.header("X-Mock-Scenario") == "provider-pool-empty", "\(reply.json.text)")
        }
    }

    @Test("two headers that name worlds are refused, and two faults in two headers both count")
    func twice() {
        var client = Client()
        let worlds = ["a", "b"].map { HeaderField("X-Mock-World", $0) }
        #expect(client.get("/v1/auth/me", headers: worlds).error == "unknown_scenario")
        let faults = ["delay=2s", "rate_limited"].map { HeaderField("X-Mock-Fault", $0) }
        let before = client.get("/__admin/clock").json["now"]
        #expect(client.get("/v1/auth/me", headers: faults).error == "rate_limited")
        #expect(client.get("/__admin/clock").json["now"] != before)
        let same = ["rate_limited", "maintenance"].map { HeaderField("X-Mock-Fault", $0) }
        #expect(client.get("/v1/auth/me", headers: same).error == "bad_mock_header")
    }

    // MARK: Worlds that no request ever reached

    @Test("verify of an untouched world fails with the name that was meant, but for an empty list")
    func verify() throws {
        var client = try Client(scenario: "{ expect: [{ leaks: 0 }] }")
        _ = client.get("/@checkout-1/v1/auth/me")
        let reply = client.post("/@checkout-l/__admin/verify")
        #expect(reply.status == 409)
        #expect(
            reply.json["message"]
                == "no request has ever reached the world 'checkout-l'; did you mean 'checkout-1'?")
        #expect(client.post("/@checkout-l/__admin/verify", []).status == 200)
        #expect(client.post("/@checkout-1/__admin/verify").status == 200)
        let failing = client.post("/@other/__admin/verify", [["calls": "me", "times": 1]])
        #expect(failing.json["message"]?.string?.hasPrefix("no request has ever reached the world 'other'\n") == true)
        #expect(failing.json["failures"]?.array?.count == 1)
    }

    @Test("a reset does not make a world untouched, and neither does clearing its journal")
    func reset() {
        var client = Client()
        client.prefix = "/@t"
        _ = client.get("/v1/auth/me")
        _ = client.post("/__admin/reset")
        #expect(client.post("/__admin/verify", [["leaks": 0]]).status == 200)
    }

    @Test("report and wait say it too")
    func reportAndWait() throws {
        var client = Client()
        let report = client.get("/@nobody/__admin/report").json
        #expect(report["unreached"] == ["no request has ever reached the world 'nobody'"])
        let parsed = try #require(Report(json: report))
        #expect(parsed.text.hasPrefix("Never reached\n  no request has ever reached the world 'nobody'\n"))
        #expect(parsed.junit(minimumCoverage: nil).contains("failures=\"1\""))
        #expect(client.get("/__admin/report").json["unreached"] == [])
        _ = client.get("/@somebody/v1/auth/me")
        #expect(client.get("/@somebody/__admin/report").json["unreached"] == [])
        guard case .held(let ticket, _) = client.get("/@nobody/__admin/wait?calls=me").completion else {
            Issue.record("it should wait")
            return
        }
        let late = client.engine.expire(ticket, at: client.now).map { Reply($0) }
        #expect(late?.json["message"]?.string?.hasSuffix("no request has ever reached the world 'nobody'") == true)
    }

    // MARK: The front door, tokens and encoded bodies

    @Test("a browser that opens the bare address is led to the panel, and a client meets the API")
    func frontDoor() {
        var client = Client()
        let html = [HeaderField("Accept", "text/html,*/*;q=0.8")]
        #expect(client.get("/", headers: html).header("Location") == "/__admin/")
        #expect(client.get("/@t/", headers: html).header("Location") == "/@t/__admin/")
        #expect(client.get("/").status == 404)
        #expect(client.post("/", headers: html).status == 404)
        #expect(client.get("/__admin/requests").json["total"] == 2)
    }

    @Test(
        "a wrong token is told apart from none and from another scheme",
        arguments: [
            (nil, "send Authorization: Bearer TOKEN", "Bearer"), ("Basic abc", "is not of the form Bearer", "Bearer"),
            ("Bearer other", "is not the one that this server was started with", "Bearer error=\"invalid_token\""),
        ] as [(String?, String, String)])
    func tokens(sent: String?, words: String, challenge: String) {
        var configuration = EngineConfiguration.virtual
        configuration.adminToken = "secret"
        var client = Client(configuration: configuration)
        let reply = client.get("/__admin/clock", headers: sent.map { [HeaderField("Authorization", $0)] } ?? [])
        #expect(reply.status == 401)
        #expect(reply.json["message"]?.string?.contains(words) == true)
        #expect(reply.header("WWW-Authenticate") == challenge)
    }

    @Test("a body in a content coding is 415 and says which", arguments: ["gzip", "br", "deflate, gzip"])
    func encoded(coding: String) {
        var client = Client()
        let header = [HeaderField("Content-Encoding", coding)]
        for path in ["/v1/rentals", "/__admin/clock/advance"] {
            let reply = client.post(path, ["by": "1s"], headers: header)
            #expect(reply.status == 415)
            #expect(reply.error == "validation_failed")
            #expect(reply.json["details"]?["content-encoding"]?.string?.hasPrefix("is '\(coding)'") == true)
        }
        #expect(
            client.post("/v1/rentals", Client.h100, headers: [HeaderField("Content-Encoding", "identity")]).status
                == 200)
    }
}
