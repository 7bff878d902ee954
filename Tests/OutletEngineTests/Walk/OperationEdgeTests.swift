import OutletContract
import OutletEngine
import OutletWire
import Testing

/// What holds for every operation alike, from the contract's own table.
@Suite("Every operation")
struct OperationEdgeTests {
    private static let bodiless = Operation.allCases.filter { $0.bodyShape == nil }

    @Test("without a body passes over whatever comes with it", arguments: bodiless)
    func bodyIgnored(operation: Operation) {
        let bodies = ["[]", "null", #"{"x":1}"#, #"{"a":"#, "\u{0}"]
        var plain = Client()
        let expected = plain.call(operation)
        for text in bodies {
            for type in ["application/json", "text/plain", nil] {
                var client = Client()
                let reply = client.send(operation, body: text, contentType: type)
                #expect(reply.status == expected.status && reply.response.body == expected.response.body)
            }
        }
    }

    @Test("answers HEAD as GET and keeps no trace of a sign-in that HEAD began or ended")
    func head() throws {
        var client = Client()
        client.sid = nil
        _ = client.get("/v1/auth/oauth/google")
        let before = client.get("/__admin/state").json["domain"]
        let start = client.send(.head, "/v1/auth/oauth/google")
        #expect(start.status == 302 && start.header("location")?.contains("state=") == true)
        #expect(start.header("set-cookie") == nil)
        #expect(client.get("/__admin/state").json["domain"] == before)

        // A sign-in that is under way: its callback can be looked at with HEAD, and works once after that.
        let trip = client.get("/v1/auth/oauth/google")
        let location = try #require(trip.header("location"))
        let query = PercentCoding.pairs(location.drop { $0 != "?" }.dropFirst())
        let form =
            query.filter { ["state", "code_challenge"].contains($0.name) } + [
                ("email", "dev@example.com"), ("choice", "account"),
            ]
        let text = form.map { "\(PercentCoding.encoded($0.0))=\(PercentCoding.encoded($0.1))" }.joined(separator: "&")
        let consent = Request(
            method: .post, target: "/__oauth/google", headers: [HeaderField("Host", "localhost:4429")],
            body: Array(text.utf8))
        let back = try #require(client.engine.reply(to: consent, at: client.now).header("location"))
        let path = String(back.dropFirst("http://localhost:4429".count))
        let state = [HeaderField("Cookie", String((trip.header("set-cookie") ?? "").prefix { $0 != ";" }))]
        for _ in 1...2 {
            let look = client.send(.head, path, headers: state)
            #expect(look.status == 302 && look.header("location")?.hasSuffix("/app") == true)
            #expect(look.header("set-cookie") == nil)
        }
        let landed = client.get(path, headers: state)
        #expect(landed.header("location")?.hasSuffix("/app") == true)
        let cookies = landed.response.headers.filter { $0.name.lowercased() == "set-cookie" }.map(\.value)
        let sid = try #require(cookies.first { $0.hasPrefix("sid=") })
        // 256 bits: 43 characters of six.
        #expect(sid.dropFirst(4).prefix { $0 != ";" }.count == 43)
    }

    @Test("may be kept by no cache, whether it answers, refuses or is injected", arguments: Operation.allCases)
    func noStore(operation: Operation) {
        var client = Client()
        let fault = [HeaderField("X-Mock-Fault", "internal_error")]
        var strange = Client()
        strange.sid = "nobody"
        let replies = [client.call(operation), client.call(operation, headers: fault), strange.call(operation)]
        for reply in replies {
            let fields = reply.response.headers.filter { $0.name.lowercased() == "cache-control" }
            #expect(fields.map(\.value) == ["no-store"])
        }
    }

    @Test(
        "is no more private than what the control plane and the pages show of a world",
        arguments: [
            "/__admin/state", "/__admin/outbox", "/__admin/requests", "/__admin/overview", "/__admin/scenario",
            "/__admin/no-such-call", "/__oauth/google", "/login", "/__stripe/checkout/none",
        ])
    func noStoreBeside(path: String) {
        var client = Client()
        let fields = client.get(path).response.headers.filter { $0.name.lowercased() == "cache-control" }
        #expect(fields.map(\.value) == ["no-store"])
    }

    @Test(
        "weighs what a browser accepts",
        arguments: [
            ("text/html", true), ("application/json, Text/HTML ; q=0.1", true), ("text/html;level=1", true),
            ("text/html;q=0", false), ("text/html; q=0.000, application/json", false), ("*/*", false),
            ("text/htmlx", false),
        ])
    func accept(value: String, isPage: Bool) {
        var client = Client()
        let reply = client.get(
            "/v1/auth/oauth/google/callback?code=c&state=s", headers: [HeaderField("Accept", value)])
        #expect(reply.status == (isPage ? 302 : 401))
    }

    @Test("of a session whose two windows are used up tells one moment, in both headers")
    func exhausted() throws {
        let limits = #"{ "why": "w", "given": { "limits": { "requestsPerMinute": 2, "requestsPerHour": 2 } } }"#
        var client = try Client(scenario: limits)
        for _ in 1...2 { _ = client.get("/v1/auth/me") }
        client.advance("10s")
        let refused = client.get("/v1/auth/me")
        let reset = try #require(refused.header("x-ratelimit-reset").flatMap { Int($0) })
        let now = Limits.virtualStart.unixSeconds + 10
        #expect(refused.header("retry-after") == "\(reset - now)" && reset - now == 50)
        client.advance("50s")
        let later = client.get("/v1/auth/me")
        #expect(later.header("x-ratelimit-limit") == "2" && later.header("retry-after") == "3540")
        #expect(later.header("x-ratelimit-reset") == "\(Limits.virtualStart.unixSeconds + 3600)")
    }

    @Test("finds no listing in a country that has none")
    func emptyRegion() {
        var client = Client()
        #expect(client.get("/v1/catalog/listings?region=FR").json == ["listings": [], "nextCursor": nil])
        #expect(client.get("/v1/catalog/listings?region=France").error == "validation_failed")
    }
}

extension Client {
    /// An operation's plainest call with these bytes as its body.
    fileprivate mutating func send(_ operation: Operation, body: String, contentType: String?) -> Reply {
        let path = operation.path.split(separator: "/", omittingEmptySubsequences: false)
            .map { $0 == "{provider}" ? "google" : $0 == "{id}" ? "none" : String($0) }.joined(separator: "/")
        var fields = [HeaderField("Host", "localhost:4429"), HeaderField("Cookie", "sid=dev")]
        if let contentType { fields.append(HeaderField("Content-Type", contentType)) }
        return engine.reply(
            to: Request(method: operation.method, target: path, headers: fields, body: Array(body.utf8)), at: now)
    }
}
