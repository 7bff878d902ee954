import OutletContract
import OutletEngine
import OutletScenarios
import OutletWire
import Testing

@Suite("Faults that ask the world")
struct FaultFactsTests {
    @Test("connections are told apart, and a call without one is none")
    func connections() throws {
        var client = try Client(
            scenario:
                "{ why: 'x', faults: [ { id: 'f', on: 'me', per: 'connection', nth: 1, error: 'internal_error' } ] }")
        let statuses = [7, 7, 8, 0, 8, 0].map { connection in
            var request = Request(
                method: .get, target: "/v1/auth/me",
                headers: [HeaderField("Host", "localhost"), HeaderField("Cookie", "sid=dev")])
            request.connection = connection
            return client.engine.reply(to: request, at: client.now).status
        }
        #expect(statuses == [500, 200, 500, 200, 200, 200])
        let traces = client.get("/__admin/requests/2/explain").json["faults"]?.array
        #expect(traces?.first?["value"] == "7")
    }

    private func client(on operation: String, when: String, given: String = "") throws -> Client {
        try Client(
            scenario: """
                { why: 'facts', seed: 7, given: { \(given) }, faults: [
                  { id: 'f', on: '\(operation)', when: { \(when) }, error: 'internal_error' }] }
                """)
    }

    @Test(
        "the account of the caller is compared as it stands",
        arguments: [
            ("'world.balanceCents': 10000", true), ("'world.balanceCents': '<10000'", false),
            ("'world.liveRentals': 0, 'world.rentals': 0, 'world.keys': 0, 'world.hasCard': false", true),
            ("'world.hasCard': true", false), ("'world.stock.h100-80gb': '>0'", true),
            ("'world.stock.h100-80gb': 0", false),
        ])
    func account(when: String, fires: Bool) throws {
        var client = try client(on: "me", when: when)
        #expect((client.get("/v1/auth/me").header("X-Mock-Fault-Id") == "f") == fires)
    }

    @Test("a call without a session has no account")
    func nobody() throws {
        var client = try client(on: "me", when: "'world.balanceCents': '>=0'")
        client.sid = nil
        #expect(client.get("/v1/auth/me").error == "unauthorized")
        var missing = try self.client(on: "me", when: "'world.balanceCents': null")
        missing.sid = nil
        #expect(missing.get("/v1/auth/me").error == "internal_error")
    }

    @Test("the third launch fails because two pods are live, whoever counts")
    func liveRentals() throws {
        var client = try client(on: "createRental", when: "'world.liveRentals': '>=2'")
        let first = client.post("/v1/rentals", Client.h100)
        #expect([first.status, client.post("/v1/rentals", Client.h100).status] == [200, 200])
        #expect(client.post("/v1/rentals", Client.h100).error == "internal_error")
        let id = try #require(first.json["id"]?.string)
        #expect(client.post("/v1/rentals/\(id)/stop").status < 300)
        #expect(client.post("/v1/rentals", Client.h100).status == 200)
    }

    @Test("the rental in the path is compared as it stands")
    func rental() throws {
        var client = try client(
            on: "getRental",
            when: "'rental.status': 'running', 'rental.ageSeconds': '>=60', 'rental.familyId': 'h100-*'")
        let id = try #require(client.post("/v1/rentals", Client.h100).json["id"]?.string)
        #expect(client.get("/v1/rentals/\(id)").status == 200)
        client.advance("59s")
        #expect(client.get("/v1/rentals/\(id)").status == 200)
        client.advance("1s")
        #expect(client.get("/v1/rentals/\(id)").error == "internal_error")
        #expect(client.get("/v1/rentals/rent_unknown").error == "rental_not_found")
    }

    @Test("why a fault did not fire is not guessed once the moment has passed")
    func explaining() throws {
        var client = try client(on: "me", when: "'world.keys': '>0'")
        #expect(client.get("/v1/auth/me").status == 200)
        let faults = client.get("/__admin/requests/1/explain").json["faults"]?.array
        #expect(faults?.first?["reason"]?.string == "cannot be judged: what world.keys looks at is no longer known")
    }

    @Test("the two sessions of one user are counted apart, their one account together")
    func sessions() throws {
        let users = "users: [{ email: 'ada@example.com', sid: 'ada' }, { email: 'bob@example.com', sid: 'bob' }]"
        var client = try Client(
            scenario: """
                { why: 'apart', given: { \(users) }, faults: [
                  { id: 'f', on: 'me', per: 'session', nth: 1, error: 'internal_error' }] }
                """)
        let answers = ["ada", "bob", "ada", "bob"].map { sid in
            client.sid = sid
            return client.get("/v1/auth/me").status
        }
        #expect(answers == [500, 500, 200, 200])
        let summary = client.get("/__admin/faults").json["faults"]?.array?.first
        #expect(summary?["values"] == 2)
    }
}
