import OutletContract
import OutletEngine
import OutletScenarios
import OutletWire
import Testing

@Suite("The operation's own answer, changed on its way out")
struct AnswerChangeTests {
    private static func client(_ change: String, on operation: String = "me", more: String = "") throws -> Client {
        try Client(
            scenario: "{ why: 'drift', clock: { mode: 'virtual' }, "
                + "faults: [ { id: 'drift', on: '\(operation)', answer: \(change)\(more) } ] }")
    }

    @Test("Members are merged in, replaced, and taken out by null")
    func merge() throws {
        var client = try Self.client("{ merge: { user: { id: 7, email: null }, extra: [1] } }")
        let reply = client.get("/v1/auth/me")
        #expect(reply.status == 200 && reply.header("x-mock-fault-id") == "drift")
        #expect(reply.json["user"]?["id"] == 7 && reply.json["user"]?["email"] == nil)
        #expect(reply.json["user"]?["createdAt"] != nil && reply.json["extra"] == [1])
    }

    @Test("Paths are left out and sent twice; what they do not find stays")
    func paths() throws {
        var client = try Self.client(
            "{ drop: ['listings.*.region', 'nothing.here', 'listings.0'], repeat: 'listings.0' }", on: "listListings")
        let plain = try #require(Client().plainListings)
        let changed = try #require(client.get("/v1/catalog/listings").json["listings"]?.array)
        #expect(changed.count == plain.count)
        #expect(changed.allSatisfy { $0["region"] == nil && $0["regionCode"] != nil })
        #expect(changed[0] == changed[1] && changed[0]["id"] == plain[1]["id"])
    }

    @Test("Headers are set and taken out, those that every answer carries too")
    func headers() throws {
        var client = try Self.client(
            "{ status: 203, headers: { Deprecation: '@1', 'X-RateLimit-Remaining': '0', 'X-Request-Id': null } }")
        let reply = client.get("/v1/auth/me")
        #expect(reply.status == 203)
        #expect(reply.header("deprecation") == "@1" && reply.header("x-ratelimit-remaining") == "0")
        #expect(reply.header("x-request-id") == nil && reply.header("x-ratelimit-limit") == "100")
        #expect(reply.json["user"] != nil)
    }

    @Test("The operation has run: its effect, its session and its budget are as without")
    func effect() throws {
        var client = try Self.client("{ status: 500, merge: null }", on: "createRental")
        let reply = client.post("/v1/rentals", Client.h100)
        #expect(reply.status == 500 && reply.json == .null && reply.header("set-cookie") != nil)
        #expect(client.get("/v1/rentals").json["rentals"]?.array?.count == 1)
        let entry = client.get("/__admin/requests/1").json
        #expect(entry["committed"] == true && entry["origin"] == "injected")
    }

    @Test("A refusal of the operation is changed as well, and the journal knows what it says now")
    func refusal() throws {
        var client = try Self.client(
            "{ merge: { error: 'forbidden' }, headers: { 'Retry-After': '9' } }", on: "getRental")
        let reply = client.get("/v1/rentals/none")
        #expect(reply.status == 404 && reply.error == "forbidden")
        #expect(client.get("/__admin/requests/1").json["error"] == "forbidden")
        var other = try Self.client("{ merge: { error: 'rental_gone' } }", on: "getRental")
        #expect(other.get("/v1/rentals/none").error == "rental_gone")
        #expect(other.get("/__admin/requests/1").json["error"] == .null)
    }

    @Test("What waits for a Retry-After that was changed is judged by the one that was sent")
    func told() throws {
        var client = try Self.client(
            "{ headers: { 'Retry-After': '300' } }", on: "createRental", more: ", set: { stock: { 'h100-80gb': 0 } }")
        #expect(client.post("/v1/rentals", Client.h100).header("retry-after") == "300")
        client.advance("60s")
        _ = client.post("/v1/rentals", Client.h100)
        let verdicts = client.get("/__admin/report").json["verdicts"]?.array ?? []
        let honours = verdicts.first { $0["verdict"] == "honours-retry-after" }
        #expect(honours?["result"] == "fail")
    }

    @Test("The length is that of what is sent, to HEAD too")
    func length() throws {
        for method in [OutletWire.Method.get, .head] {
            var client = try Self.client("{ merge: { padding: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' } }")
            let request = Request(
                method: method, target: "/v1/auth/me",
                headers: [HeaderField("Host", "localhost"), HeaderField("Cookie", "sid=dev")])
            let reply = client.engine.reply(to: request, at: client.now)
            #expect(reply.json["padding"] != nil)
            var output: [UInt8] = []
            reply.response.write(into: &output, date: "", framing: Response.Framing(answering: request, closes: false))
            let text = String(decoding: output, as: UTF8.self)
            #expect(text.contains("Content-Length: \(reply.response.body.count)\r\n"))
            #expect(text.contains("padding") == (method == .get))
        }
    }

    @Test("It may be cut as well")
    func cut() throws {
        var client = try Self.client("{ merge: { a: 1 } }", more: ", connection: 'truncate'")
        let reply = client.get("/v1/auth/me")
        #expect(reply.delivery.ending == .truncate() && reply.json["a"] == 1)
    }

    @Test("A body that is not JSON stays as it is")
    func redirect() throws {
        var client = try Self.client("{ merge: { a: 1 }, headers: { Location: '/elsewhere' } }", on: "oauthStart")
        let reply = client.get("/v1/auth/oauth/github")
        #expect(reply.status == 302 && reply.header("location") == "/elsewhere" && reply.response.body.isEmpty)
    }
}

extension Client {
    /// The listings as they are.
    fileprivate var plainListings: [JSON]? {
        var client = self
        return client.get("/v1/catalog/listings").json["listings"]?.array
    }
}
