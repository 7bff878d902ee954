import OutletContract
import OutletEngine
import OutletScenarios
import OutletWire
import Testing

@Suite("What others do, by a fault, a control call or an example")
struct OutsideChangeTests {
    private static func client(_ faults: String, given: String = "{}") throws -> Client {
        try Client(
            scenario: "{ why: 'others', clock: { mode: 'virtual' }, given: \(given), faults: [ \(faults) ] }")
    }

    private static let ada =
        "{ users: [ { email: 'dev@example.com', sid: 'dev', balanceCents: 10000 }, "
        + "{ email: 'ada@example.com', sid: 'ada', balanceCents: 10000 } ] }"

    @Test("An event happens before the operation runs, and the refusal stays true")
    func event() throws {
        var client = try Self.client("{ on: 'createRental', nth: 2, event: 'stock-sells-out' }")
        #expect(client.post("/v1/rentals", Client.h100).status == 200)
        let refused = client.post("/v1/rentals", Client.h100)
        #expect(refused.error == "provider_pool_empty")
        #expect(refused.header("x-mock-fault-id") == nil, "the world itself has refused")
        #expect(client.post("/v1/rentals", Client.h100).error == "provider_pool_empty")
        let entry = client.get("/__admin/requests/2").json
        #expect(entry["origin"] == "natural" && entry["fault"] == .null)
        let faults = client.get("/__admin/faults").json["faults"]?.array
        #expect(faults?.first?["fired"] == 1)
    }

    @Test(
        "What is set stays set",
        arguments: [
            ("{ stock: { 'h100-80gb': 0 } }", "provider_pool_empty"),
            ("{ balanceCents: { 'dev@example.com': 5 } }", "insufficient_balance"),
            ("{ balanceCents: { caller: 5 } }", "insufficient_balance"),
            ("{ prices: { 'h100-80gb': 12500000 } }", "insufficient_balance"),
            ("{ maintenance: true }", "maintenance"),
            ("{ limits: { requestsPerMinute: 1 } }", nil),
        ] as [(String, String?)])
    func set(dials: String, error: String?) throws {
        var client = try Self.client("{ on: 'createRental', nth: 1, set: \(dials) }")
        #expect(client.post("/v1/rentals", Client.h100).error == error)
        #expect(client.post("/v1/rentals", Client.h100).error == error ?? "rate_limited")
    }

    @Test("The search goes on behind it: another fault still answers")
    func goingOn() throws {
        var client = try Self.client(
            "{ on: 'me', nth: 1, event: 'keys-vanish', set: { stock: { b200: 0 } } }, "
                + "{ id: 'down', on: 'me', nth: 1, error: 'internal_error' }")
        #expect(client.get("/v1/auth/me").header("x-mock-fault-id") == "down")
        #expect(client.get("/v1/catalog/listings?model=B200").json["listings"] == [])
    }

    @Test("The caller is whoever calls, and everybody is everybody")
    func caller() throws {
        var client = try Self.client(
            "{ on: 'balance', event: { name: 'sessions-end', user: 'caller' } }", given: Self.ada)
        #expect(client.get("/v1/billing/balance").status == 401)
        client.sid = nil
        #expect(client.get("/v1/billing/balance").status == 401)
        client.sid = "ada"
        #expect(client.get("/v1/auth/me").status == 200)
        #expect(client.post("/__admin/events", "sessions-end").json == ["ok": true])
        #expect(client.get("/v1/auth/me").status == 401)
    }

    @Test("A header brings events to its one request")
    func header() throws {
        var client = try Self.client("", given: Self.ada)
        let field = HeaderField("X-Mock-Fault", "event=stock-sells-out, card-vanishes")
        #expect(client.send(.post, "/v1/rentals", Client.h100, headers: [field]).error == "provider_pool_empty")
        #expect(client.post("/v1/rentals", Client.h100).error == "provider_pool_empty")
    }

    @Test("An emptied wallet stops its pods at once, before the operation looks")
    func wallet() throws {
        var client = try Self.client("{ on: 'listRentals', nth: 1, event: 'wallet-empties' }")
        #expect(client.post("/v1/rentals", Client.h100).status == 200)
        client.advance("10m")
        #expect(client.get("/v1/rentals").json["rentals"]?.array?.first?["status"] == "stopping")
        #expect(client.get("/v1/billing/balance").json["totalCents"] == 0)
    }

    @Test("The control plane lets it happen, all of it", arguments: OutsideEvent.allCases)
    func control(event: OutsideEvent) throws {
        var client = try Self.client("", given: Self.ada)
        #expect(client.post("/__admin/events", .string(event.rawValue)).json == ["ok": true])
        let narrowed: JSON = event.narrowings.contains(.user) ? ["user": "ada@example.com"] : ["family": "b200"]
        var object: JSONObject = ["name": .string(event.rawValue)]
        for (key, value) in narrowed.object?.members ?? [] { object.append(key, value) }
        #expect(client.post("/__admin/events", [.object(object), .string(event.rawValue)]).status == 200)
    }

    @Test(
        "The control plane says what is wrong",
        arguments: [
            ("\"pods-fial\"", "unknown event \"pods-fial\"; did you mean `pods-fail`?"),
            ("{\"name\":\"sessions-end\",\"family\":\"b200\"}", "`sessions-end` takes no `family`; it takes `user`"),
            (
                "{\"name\":\"sessions-end\",\"user\":\"caller\"}",
                "`caller` is who makes a fault's call, and nobody calls here; name a user"
            ),
            (
                "{\"name\":\"sessions-end\",\"user\":\"eve@example.com\"}",
                "names 'eve@example.com', and this world has no such account"
            ),
            ("[]", "the list is empty"), ("7", "expected an event"), ("", "there is no JSON value here"),
        ])
    func refusals(body: String, sentence: String) throws {
        var client = try Self.client("")
        let request = Request(
            method: .post, target: "/__admin/events", headers: [HeaderField("Host", "localhost:4429")],
            body: Array(body.utf8))
        let reply = client.engine.reply(to: request, at: client.now)
        #expect(reply.status == 400 && reply.error == "validation_failed")
        #expect(reply.json.text.contains(JSON.string(sentence).text.dropFirst().dropLast()), "\(reply.json.text)")
    }

    @Test("Balances and prices are dials, too")
    func dials() throws {
        var client = try Self.client("", given: Self.ada)
        let dials: JSON = ["balanceCents": ["ADA@example.com": 7], "prices": ["h100-80gb": 99]]
        #expect(client.send(.patch, "/__admin/given", dials).json == ["ok": true])
        #expect(client.get("/v1/billing/balance").json["totalCents"] == 10_000)
        #expect(client.post("/v1/rentals/preview", Client.h100).json["pricePerHourCents"] == 99)
        client.sid = "ada"
        #expect(client.get("/v1/billing/balance").json["totalCents"] == 7)
        let unknown = client.send(.patch, "/__admin/given", ["balanceCents": ["eva@example.com": 7]])
        #expect(
            unknown.status == 400 && unknown.json["details"]?["balanceCents"]?.string?.contains("did you mean") == true)
        #expect(client.get("/v1/billing/balance").json["totalCents"] == 7)
    }

    @Test("A wallet that was filled and emptied over and over is still one that a state can hold")
    func largeSums() throws {
        var client = try Self.client("")
        for round in 0..<1200 {
            let cents: JSON = round % 2 == 0 ? 1_000_000_000 : 0
            #expect(client.send(.patch, "/__admin/given", ["balanceCents": ["dev@example.com": cents]]).status == 200)
        }
        let state = client.get("/__admin/state").json
        let restored = client.send(.put, "/__admin/state", state)
        #expect(restored.status == 200, "\(restored.json.text)")
    }

    @Test("An example lets them happen as well")
    func example() throws {
        let scenario = try Scenario.read(
            Array(
                """
                { why: 'x', example: [
                  { send: 'GET /v1/auth/me', as: 'dev@example.com', answers: { status: 200 } },
                  { given: { balanceCents: { 'dev@example.com': 3 } } }, { event: ['sessions-end'] },
                  { send: 'GET /v1/auth/me', as: 'dev@example.com', answers: { status: 401 } } ],
                  given: { users: [{ email: 'dev@example.com', sid: 'dev' }] } }
                """.utf8), file: "x.json5")
        #expect(ExampleReplay.failures(of: scenario).isEmpty)
    }
}
