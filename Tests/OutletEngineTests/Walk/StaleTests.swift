import OutletContract
import OutletDomain
import OutletScenarios
import OutletWire
import Testing

@testable import OutletEngine

@Suite("Calls that see the world late")
struct StaleTests {
    private static func client(_ stale: String = "2s", given: String = "{}", more: String = "") throws -> Client {
        try Client(
            scenario: "{ why: 'late', clock: { mode: 'virtual' }, given: \(given), "
                + "faults: [ { id: 'late', on: ['getRental', 'listRentals', 'meterRental', 'balance', 'me'], "
                + "stale: '\(stale)'\(more) } ] }")
    }

    private static func launch(_ client: inout Client) -> String {
        client.post("/v1/rentals", Client.h100).json["id"]?.string ?? "none"
    }

    @Test("What was just created is not there yet, and then it is")
    func create() throws {
        var client = try Self.client()
        client.advance("1m")
        let id = Self.launch(&client)
        #expect(client.get("/v1/rentals/\(id)").error == "rental_not_found")
        client.advance("1999ms")
        #expect(client.get("/v1/rentals/\(id)").status == 404)
        client.advance("1ms")
        #expect(client.get("/v1/rentals/\(id)").json["status"] == "provisioning")
    }

    @Test("What was stopped still runs, and its meter still ticks")
    func stop() throws {
        var client = try Self.client()
        let id = Self.launch(&client)
        client.advance("10m")
        #expect(client.post("/v1/rentals/\(id)/stop").status == 200)
        #expect(client.get("/v1/rentals/\(id)").json["status"] == "running")
        let before = client.get("/v1/rentals/\(id)/meter").json["secondsBilled"]?.integer
        client.advance("1s")
        #expect(client.get("/v1/rentals/\(id)/meter").json["secondsBilled"]?.integer == before.map { $0 + 1 })
        client.advance("1s")
        #expect(client.get("/v1/rentals/\(id)").json["status"] == "stopping")
    }

    @Test("Time that passes by itself is seen late as well")
    func provisioning() throws {
        var client = try Self.client("10s")
        let id = Self.launch(&client)
        let takes = Limits.provisioning
        client.advance(takes.durationText)
        #expect(client.get("/v1/rentals/\(id)").json["status"] == "provisioning")
        client.advance("10s")
        #expect(client.get("/v1/rentals/\(id)").json["status"] == "running")
    }

    @Test("Sessions and limits are those of now, and nothing is changed by looking")
    func present() throws {
        var client = try Self.client()
        client.advance("1m")
        _ = Self.launch(&client)
        let first = client.get("/v1/rentals")
        #expect(first.json["rentals"] == [] && first.header("x-ratelimit-remaining") == "98")
        #expect(first.header("set-cookie") != nil && first.header("date") == nil)
        #expect(client.get("/v1/rentals").header("x-ratelimit-remaining") == "97")
        #expect(client.post("/v1/auth/logout").status == 200)
        #expect(client.get("/v1/auth/me").status == 401)
    }

    @Test("Calls that change something see the world as it is")
    func mutating() throws {
        var client = try Client(
            scenario: "{ why: 'late', clock: { mode: 'virtual' }, faults: [ { id: 'late', on: '*', stale: '10m' } ] }")
        let id = Self.launch(&client)
        #expect(client.post("/v1/rentals/\(id)/stop").status == 200)
        #expect(client.get("/v1/auth/oauth/github").status == 302)
    }

    @Test(
        "Changes by others are seen late, whoever made them",
        arguments: [
            ("PATCH", "given", #"{"balanceCents":{"dev@example.com":5}}"#), ("POST", "events", #""wallet-empties""#),
        ])
    func others(method: String, path: String, body: String) throws {
        var client = try Self.client()
        client.advance("1m")
        let method: OutletWire.Method = method == "PATCH" ? .patch : .post
        #expect(client.send(method, "/__admin/\(path)", try JSON.parse(body)).status == 200)
        #expect(client.get("/v1/billing/balance").json["totalCents"] == 10_000)
        client.advance("2s")
        #expect(client.get("/v1/billing/balance").json["totalCents"]?.integer ?? 10 < 10)
    }

    @Test("Who had no account then is unauthorized")
    func newcomer() throws {
        var client = try Self.client(given: "{ code: '123456' }")
        client.advance("1m")
        client.sid = nil
        let email: JSON = "new@example.com"
        _ = client.post("/v1/auth/request-code", ["email": email])
        let answer = client.post("/v1/auth/verify-code", ["email": email, "code": "123456"])
        client.sid = answer.header("set-cookie")?.split(separator: ";").first.map { String($0.dropFirst(4)) }
        #expect(client.get("/v1/auth/me").error == "unauthorized")
        client.advance("2s")
        #expect(client.get("/v1/auth/me").json["user"]?["email"] == email)
    }

    @Test("A fault that is added remembers from then on, a restored world from its restoring")
    func beginning() throws {
        var client = Client()
        let early = Self.launch(&client)
        let fault: JSON = ["id": "late", "on": "getRental", "stale": "10m"]
        #expect(client.post("/__admin/faults", fault).status == 200)
        #expect(client.get("/v1/rentals/\(early)").status == 200, "the oldest that is known")
        client.advance("1s")
        let late = Self.launch(&client)
        #expect(client.get("/v1/rentals/\(late)").status == 404)
        let state = client.get("/__admin/state").json
        #expect(client.send(.put, "/__admin/state", state).status == 200)
        #expect(client.get("/v1/rentals/\(late)").status == 200)
        #expect(client.send(.delete, "/__admin/faults/late").status == 200)
        _ = client.get("/v1/auth/me")
        #expect(try client.world().history == nil)
    }

    @Test("Reading remembers nothing; what changes is remembered within a bound, and less exactly beyond it")
    func bound() throws {
        let given = "{ limits: { requestsPerMinute: 100000, requestsPerHour: 1000000 } }"
        var client = try Self.client("10m", given: given)
        for _ in 0..<50 {
            _ = client.get("/v1/rentals")
            client.advance("1ms")
        }
        let setAutoTopup: JSON = ["enabled": false]
        for _ in 0..<900 {
            _ = client.send(.put, "/v1/billing/auto-topup", setAutoTopup)
            client.advance("1s")
        }
        let history = try #require(try client.world().history)
        #expect(history.count == WorldHistory.mostMoments)
        let oldest = try #require(history.world(at: Instant(milliseconds: 0)))
        let now = try client.world().now
        #expect(oldest.now <= now - .minutes(10) && oldest.now > now - .minutes(11))
        for seconds in stride(from: 1, to: 600, by: 7) {
            let moment = now - .seconds(seconds)
            #expect(history.world(at: moment)?.now == moment)
        }
    }

    @Test("The bound is one of rows, too: large worlds are remembered at fewer moments")
    func rows() throws {
        var client = try Self.client()
        _ = client.get("/v1/auth/me")
        var world = try client.world().domain
        var history = WorldHistory()
        var now = world.now
        for index in 0..<60_000 {
            _ = world.openSession(for: UserID(index: 0))
            if index % 1000 == 0 {
                now = now + .seconds(1)
                world.advance(to: now)
                history.remember(world, reach: .minutes(10))
            }
        }
        #expect(history.rowCount <= WorldHistory.mostRows)
        #expect((2..<60).contains(history.count))
    }
}

extension Client {
    /// The world `default` as it is.
    fileprivate func world() throws -> World {
        engine.worlds[try #require(engine.worlds.index(of: "default"))]
    }
}
