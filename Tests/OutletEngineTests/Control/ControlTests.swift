import OutletContract
import OutletEngine
import OutletWire
import Testing

@Suite("The control plane")
struct ControlTests {
    @Test("Advancing moves the world and everything that falls due")
    func advance() {
        var client = Client()
        let id = client.post("/v1/rentals", Client.h100).json["id"]?.string ?? ""
        #expect(client.advance("44s").json["now"] == "2026-06-07T08:00:44.000Z")
        #expect(client.get("/v1/rentals/\(id)").json["status"] == "provisioning")
        client.advance("1s")
        #expect(client.get("/v1/rentals/\(id)").json["status"] == "running")
    }

    @Test(
        "A duration without unit, a step back and an unknown field are refused by name",
        arguments: [
            ("/__admin/clock/advance", ["by": "10"], "by"), ("/__admin/clock/advance", ["by": "-5s"], "by"),
            ("/__admin/clock/advance", ["for": "5s"], "by"), ("/__admin/phase", [:], "phase"),
        ] as [(String, JSON, String)])
    func refusals(path: String, body: JSON, field: String) {
        var client = Client()
        let reply = client.send(path.hasSuffix("phase") ? .put : .post, path, body)
        #expect(reply.status == 400 && reply.error == "validation_failed")
        #expect(reply.json["details"]?[field] != nil)
    }

    @Test("The clock is set forward, never back")
    func setClock() {
        var client = Client()
        let set = client.send(.put, "/__admin/clock", ["now": "2026-06-08T00:00:00Z"])
        #expect(set.json["now"] == "2026-06-08T00:00:00.000Z")
        #expect(client.send(.put, "/__admin/clock", ["now": "2026-06-07T00:00:00Z"]).status == 400)
    }

    @Test("The journal says who asked what and why it was answered so, and filters")
    func journal() {
        var client = Client()
        _ = client.get("/v1/auth/me")
        _ = client.post("/v1/rentals", ["familyId": "h100-80gb", "gpuCount": 3])
        _ = client.get("/v1/auth/me", headers: [HeaderField("X-Mock-Fault", "internal_error")])
        let all = client.get("/__admin/requests").json["requests"]?.array ?? []
        #expect(all.map { $0["operation"] } == ["me", "createRental", "me"])
        #expect(all.map { $0["error"] } == [.null, "invalid_count", "internal_error"])
        #expect(all.map { $0["origin"] } == ["natural", "natural", "injected"])
        #expect(all.map { $0["user"] } == ["dev@example.com", "dev@example.com", "dev@example.com"])
        func numbers(_ query: String) -> [JSON?] {
            (client.get("/__admin/requests?\(query)").json["requests"]?.array ?? []).map { $0["number"] }
        }
        #expect(numbers("operation=me") == [1, 3])
        #expect(numbers("status=400") == [2])
        #expect(numbers("error=internal_error") == [3])
        #expect(numbers("since=1&limit=1") == [2])
        #expect(client.get("/__admin/requests?limit=2").json["next"] == 2)
        #expect(client.get("/__admin/requests?operation=rent").status == 400)
    }

    @Test("Cookies and codes are masked unless asked for")
    func secrets() {
        var client = Client()
        _ = client.post("/v1/auth/verify-code", ["email": "dev@example.com", "code": "999999"])
        let masked = client.get("/__admin/requests/1").json
        #expect(masked["request"]?["headers"]?["cookie"] == "•••")
        #expect(masked["request"]?["body"]?["code"] == "•••")
        let shown = client.get("/__admin/requests/1?secrets=true").json
        #expect(shown["request"]?["headers"]?["cookie"] == "sid=dev")
        #expect(shown["request"]?["body"]?["code"] == "999999")
    }

    @Test("Control calls are no exchanges")
    func unnumbered() {
        var client = Client()
        #expect(client.get("/__admin/requests").header("x-mock-request") == nil)
        #expect(client.get("/v1/auth/me").header("x-mock-request") == "1")
    }

    @Test("A fault is added before all others, counted, switched off, taken away")
    func faults() {
        var client = Client()
        let added = client.post("/__admin/faults", ["id": "x", "on": "me", "error": "internal_error"])
        #expect(added.status == 200)
        #expect(client.get("/v1/auth/me").status == 500)
        let listed = client.get("/__admin/faults").json["faults"]?.array?.first
        #expect(listed?["matched"] == 1 && listed?["fired"] == 1)
        #expect(client.send(.put, "/__admin/faults/x", ["enabled": false]).status == 200)
        #expect(client.get("/v1/auth/me").status == 200)
        #expect(client.send(.delete, "/__admin/faults/x").status == 200)
        #expect(client.send(.delete, "/__admin/faults/x").status == 404)
        let bad = client.post("/__admin/faults", ["on": "me", "error": "provider_pool_empty"])
        #expect(bad.status == 400 && bad.json["details"]?["error"] != nil)
    }

    @Test("Dials are turned without a reset")
    func dials() {
        var client = Client()
        #expect(client.send(.patch, "/__admin/given", ["stock": ["h100-80gb": 0]]).status == 200)
        let empty = client.post("/v1/rentals", Client.h100)
        #expect(empty.error == "provider_pool_empty" && empty.header("retry-after") == "30")
        #expect(client.send(.patch, "/__admin/given", ["billing": "disabled"]).status == 200)
        #expect(client.post("/v1/billing/checkout", ["amountCents": 500]).error == "billing_disabled")
        #expect(client.send(.patch, "/__admin/given", ["maintenance": true]).status == 200)
        #expect(client.get("/v1/auth/me").error == "maintenance")
        #expect(client.send(.patch, "/__admin/given", ["maintenence": true]).status == 400)
    }

    @Test("The scenario of a world is replaced by name or by a whole document, and the world begins anew")
    func scenario() {
        var client = Client()
        _ = client.post("/v1/rentals", Client.h100)
        let document: JSON = ["scenario": "mine", "why": "to see", "given": ["stock": ["h100-80gb": 0]]]
        #expect(client.send(.put, "/__admin/scenario", document).status == 200)
        #expect(client.get("/v1/rentals").json["rentals"] == [])
        #expect(client.post("/v1/rentals", Client.h100).error == "provider_pool_empty")
        #expect(client.send(.put, "/__admin/scenario", ["name": "healthy"]).status == 200)
        #expect(client.post("/v1/rentals", Client.h100).status == 200)
        #expect(client.send(.put, "/__admin/scenario", ["name": "helthy"]).error == "unknown_scenario")
        #expect(client.send(.put, "/__admin/scenario", ["why": "x", "fault": []]).status == 400)
    }

    @Test("A paid checkout arrives in the wallet, once")
    func checkout() {
        var client = Client()
        let session = client.post("/v1/billing/checkout", ["amountCents": 2500]).json["sessionId"]?.string ?? ""
        #expect(client.post("/__admin/checkout/\(session)", ["outcome": "paid"]).status == 200)
        #expect(client.get("/v1/billing/balance").json["totalCents"] == 12_500)
        #expect(client.post("/__admin/checkout/\(session)", ["outcome": "paid"]).status == 409)
        #expect(client.post("/__admin/checkout/cs_test_none", ["outcome": "paid"]).status == 404)
    }

    @Test("The newest code of an address is read from the outbox")
    func outbox() {
        var client = Client()
        _ = client.post("/v1/auth/request-code", ["email": "Ada@Example.com "])
        let message = client.get("/__admin/outbox/latest?to=ada@example.com").json
        let code = message["code"]?.string ?? ""
        #expect(code.count == 6)
        let signedIn = client.post("/v1/auth/verify-code", ["email": "ada@example.com", "code": .string(code)])
        #expect(signedIn.json["user"]?["email"] == "ada@example.com")
        #expect(client.get("/__admin/outbox/latest?to=bob@example.com").status == 404)
    }

    @Test("A world's state goes out and comes back, and the same requests then give the same bytes")
    func state() {
        var client = Client()
        _ = client.post("/v1/rentals", Client.h100)
        client.advance("90s")
        let state = client.get("/__admin/state").json
        client.prefix = "/@copy"
        #expect(client.send(.put, "/__admin/state", state).status == 200)
        #expect(client.get("/__admin/state").json == state)
        let copy = client.post("/v1/rentals", Client.h100).response.body
        client.prefix = ""
        #expect(client.post("/v1/rentals", Client.h100).response.body == copy)
        #expect(client.send(.put, "/__admin/state", ["version": 2]).status == 400)
    }

    @Test("A world with more ledger entries than a document takes is not exported, and goes on")
    func longLedger() throws {
        var client = try Client(
            scenario: #"""
                {"why": "Money for years", "given": {"users": [
                  {"email": "dev@example.com", "sid": "dev", "balanceCents": 1000000000,
                   "rentals": [{"familyId": "h100-80gb"}]}]}}
                """#)
        client.advance("1d")
        #expect(client.get("/__admin/state").status == 200)
        client.advance("365d")
        let refused = client.get("/__admin/state")
        #expect(refused.status == 409 && refused.error == "validation_failed")
        #expect(refused.json["message"]?.string?.contains("527041") == true)
        let account = client.get("/__admin/overview").json["accounts"]?.array?.first
        #expect(account?["totalCents"]?.integer == 1_000_000_000 - 366 * 24 * 280)
    }

    @Test("With a token only the probes are open")
    func token() {
        var configuration = EngineConfiguration.virtual
        configuration.adminToken = "s3cret"
        var client = Client(configuration: configuration)
        #expect(client.get("/__admin/health").status == 200)
        let refused = client.get("/__admin/requests")
        #expect(refused.status == 401 && refused.error == "token_required")
        let bearer = [HeaderField("Authorization", "Bearer s3cret")]
        #expect(client.get("/__admin/requests", headers: bearer).status == 200)
        #expect(client.get("/v1/auth/me").status == 200)
    }

    @Test("Pages of foreign origins are kept out, even where a name server points at us")
    func foreignPages() {
        var client = Client()
        func status(origin: String, host: String) -> Int {
            client.engine.reply(
                to: Request(
                    method: .get, target: "/__admin/requests",
                    headers: [HeaderField("Host", host), HeaderField("Origin", origin)]), at: client.now
            ).response.status
        }
        #expect(status(origin: "http://localhost:4429", host: "localhost:4429") == 200)
        #expect(status(origin: "https://evil.example", host: "localhost:4429") == 403)
        #expect(status(origin: "http://evil.example:4429", host: "evil.example:4429") == 403)
        #expect(status(origin: "http://localhost:5173", host: "localhost:4429") == 403)
        #expect(status(origin: "http://t1.localhost:4429", host: "t1.localhost:4429") == 200)
    }

    private static func status(
        _ fields: [HeaderField], _ method: OutletWire.Method = .get, _ target: String = "/__admin/requests",
        bound: String? = nil, allowed: [String] = []
    ) -> Int {
        var configuration = EngineConfiguration.virtual
        configuration.boundHost = bound
        configuration.allowedOrigins = allowed
        var client = Client(configuration: configuration)
        let fields = fields + [HeaderField("Cookie", "sid=dev")]
        return client.engine.reply(to: Request(method: method, target: target, headers: fields), at: client.now)
            .response.status
    }

    @Test(
        "A server of loopback serves its control plane under no name that others can point at it",
        arguments: [
            ("localhost:4429", 200), ("LOCALHOST", 200), ("t1.localhost:4429", 200), ("127.0.0.1:4429", 200),
            ("127.1.2.3", 200), ("[::1]:4429", 200), ("app.test:4429", 200), ("127.attacker.com", 403),
            ("127.0.0.attacker", 403), ("127.0.0.256", 403), ("127.0.0.1.attacker.com", 403), ("attacker.com", 403),
            ("notlocalhost", 403), ("[::2]", 403),
        ])
    func hosts(host: String, status: Int) {
        let fields = [HeaderField("Host", host)]
        #expect(ControlTests.status(fields, allowed: ["http://app.test"]) == status)
        #expect(ControlTests.status(fields, bound: "0.0.0.0") == 200)
        #expect(ControlTests.status(fields, .get, "/__admin/health") == 200)
    }

    @Test("A call without Host comes from no browser and is served")
    func noHost() { #expect(ControlTests.status([]) == 200) }

    @Test("Pages of other sites are kept out where the browser says so, but for those of an allowed origin")
    func crossSite() {
        let fields = [HeaderField("Host", "localhost:4429"), HeaderField("Sec-Fetch-Site", "cross-site")]
        #expect(ControlTests.status(fields) == 403)
        #expect(ControlTests.status(fields, .get, "/__admin/version") == 200)
        let named = fields + [HeaderField("Origin", "https://app.test")]
        #expect(ControlTests.status(named, allowed: ["https://app.test"]) == 200)
        #expect(
            ControlTests.status([HeaderField("Host", "localhost"), HeaderField("Sec-Fetch-Site", "same-origin")]) == 200
        )
    }

    @Test("Pages may write under our own origin only where no other name server can have led them here")
    func ownOrigin() {
        func status(_ name: String, origin: String? = nil, bound: String? = nil) -> Int {
            ControlTests.status(
                [HeaderField("Host", name), HeaderField("Origin", origin ?? "http://\(name)")],
                .post, "/v1/rentals", bound: bound)
        }
        #expect(status("attacker.com:4429") == 403)
        #expect(status("attacker.com:4429", bound: "0.0.0.0") != 403)
        #expect(status("t1.localhost:4429") != 403)
        #expect(status("localhost:4429", origin: "http://localhost:5173") != 403)
        #expect(status("localhost:4429", origin: "http://localhost:１２") == 403)
    }

    @Test("Whoever lacks the token is told of its scheme, whose case does not matter")
    func bearer() {
        var configuration = EngineConfiguration.virtual
        configuration.adminToken = "s3cret"
        var client = Client(configuration: configuration)
        #expect(client.get("/__admin/requests").header("www-authenticate") == "Bearer")
        for (value, status) in [
            ("bearer s3cret", 200), ("BEARER s3cret", 200), ("Bearer S3cret", 401), ("Bearer", 401),
        ] {
            let fields = [HeaderField("Authorization", value)]
            #expect(client.get("/__admin/requests", headers: fields).status == status)
        }
    }

    @Test("Token, name and origin are judged by the head alone, of control calls only")
    func heads() {
        var configuration = EngineConfiguration.virtual
        configuration.adminToken = "s3cret"
        var client = Client(configuration: configuration)
        func refused(_ target: String, _ fields: [HeaderField]) -> Int? {
            let head = Request(method: .put, target: target, headers: fields)
            return client.engine.reply(toHead: head, at: client.now)?.response.status
        }
        let bearer = HeaderField("Authorization", "Bearer s3cret")
        #expect(refused("/__admin/state", [HeaderField("Host", "localhost")]) == 401)
        #expect(refused("/@w/__admin/state", [HeaderField("Host", "attacker.com"), bearer]) == 403)
        #expect(refused("/__admin/state", [HeaderField("Host", "localhost"), bearer]) == nil)
        #expect(refused("/v1/rentals", [HeaderField("Host", "attacker.com")]) == nil)
    }

    @Test("A phase's name holds no line ends")
    func phaseName() {
        var client = Client()
        let refused = client.send(.put, "/__admin/phase", ["phase": "a\r\nb"])
        #expect(refused.status == 400 && refused.error == "validation_failed")
        #expect(client.send(.put, "/__admin/phase", ["phase": "a b"]).status == 200)
    }

    @Test("No browser guesses what a page is", arguments: ["/__admin/", "/login"])
    func pagesAreNotSniffed(path: String) {
        var client = Client()
        #expect(client.get(path).header("x-content-type-options") == "nosniff")
    }

    @Test("One connection too many has a code of its own")
    func connectionLimit() throws {
        var client = Client()
        let error = WireError(status: 503, message: "too many", source: "RFC 9110 §15.6.4")
        let response = client.engine.refusal(error, at: client.now)
        #expect(try JSON.parse(response.body)["error"] == "connection_limit")
    }
}
