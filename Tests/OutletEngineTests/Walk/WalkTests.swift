import OutletContract
import OutletEngine
import OutletScenarios
import OutletWire
import Testing

@Suite("The walk of one request")
struct WalkTests {
    @Test("A healthy call is answered out of the world's state, and says whose answer it is")
    func healthy() {
        var client = Client()
        let reply = client.get("/v1/billing/balance")
        #expect(reply.status == 200)
        #expect(reply.json["availableCents"] == 10_000)
        #expect(reply.header("x-mock-world") == "default")
        #expect(reply.header("x-mock-request") == "1")
        #expect(reply.header("x-request-id")?.hasPrefix("req_") == true)
        #expect(reply.response.dateUnixSeconds == Limits.virtualStart.unixSeconds)
    }

    @Test("A sane request id is echoed, any other is replaced")
    func requestId() {
        var client = Client()
        #expect(
            client.get("/v1/auth/me", headers: [HeaderField("X-Request-Id", "abc-1")]).header("x-request-id") == "abc-1"
        )
        let long = String(repeating: "x", count: 129)
        #expect(client.get("/v1/auth/me", headers: [HeaderField("X-Request-Id", long)]).header("x-request-id") != long)
        #expect(
            client.get("/v1/auth/me", headers: [HeaderField("X-Request-Id", "a b")]).header("x-request-id") != "a b")
    }

    @Test(
        "Every kind of answer carries a request id",
        arguments: [
            "/v1/auth/me", "/v1/nowhere", "/__admin/health", "/__admin/nowhere", "/@NOT-A-WORLD/v1/auth/me",
        ])
    func requestIdEverywhere(path: String) {
        var client = Client()
        #expect(client.get(path).header("x-request-id") != nil)
        #expect(client.send(.options, path).header("x-request-id") != nil)
    }

    @Test("An unknown path is 404, a known path with another method 405 with Allow")
    func routing() {
        var client = Client()
        let unknown = client.get("/v1/nowhere")
        #expect(unknown.status == 404 && unknown.error == "not_found")
        let wrong = client.send(.delete, "/v1/rentals")
        #expect(wrong.status == 405 && wrong.error == "not_found")
        #expect(wrong.header("allow") == "POST, GET, HEAD, OPTIONS")
    }

    @Test("A session is told its budget, and one without a session is not")
    func budget() {
        var client = Client()
        let first = client.get("/v1/auth/me")
        #expect(first.header("x-ratelimit-limit") == "100")
        #expect(first.header("x-ratelimit-remaining") == "99")
        #expect(first.header("x-ratelimit-reset") == String(Limits.virtualStart.unixSeconds + 60))
        client.sid = nil
        let refused = client.get("/v1/auth/me")
        #expect(refused.error == "unauthorized" && refused.json["message"] == "Not signed in")
        #expect(refused.header("x-ratelimit-limit") == nil)
    }

    @Test("Request 101 of a minute is refused until the window's end, and costs nothing")
    func rateLimit() {
        var client = Client()
        for _ in 1...100 { #expect(client.get("/v1/auth/me").status == 200) }
        client.advance("12s")
        let refused = client.get("/v1/auth/me")
        #expect(refused.status == 429 && refused.header("retry-after") == "48")
        #expect(refused.json["message"] == "Too many requests. Retry after 48 seconds.")
        #expect(refused.header("x-ratelimit-remaining") == "0")
        client.advance("48s")
        #expect(client.get("/v1/auth/me").status == 200)
    }

    @Test("Each healthy authenticated answer slides the session; logging out ends it")
    func cookies() {
        var client = Client()
        #expect(
            client.get("/v1/auth/me").header("set-cookie")
                == "sid=dev; HttpOnly; SameSite=Lax; Path=/; Max-Age=2592000; Expires=Tue, 19 Jan 2038 03:14:07 GMT")
        let secure = client.get("/v1/auth/me", headers: [HeaderField("X-Forwarded-Proto", "https")])
        #expect(secure.header("set-cookie")?.contains("; Secure;") == true)
        let out = client.post("/v1/auth/logout")
        #expect(out.json == ["ok": true])
        #expect(out.header("set-cookie")?.hasPrefix("sid=; ") == true)
        #expect(client.get("/v1/auth/me").error == "unauthorized")
    }

    @Test("The cookie keeps to its world where the URL chose the world")
    func cookiePath() {
        var client = Client()
        client.prefix = "/@shop"
        #expect(client.get("/v1/auth/me").header("set-cookie")?.contains("Path=/@shop/;") == true)
    }

    @Test("The first valid sid of several counts")
    func severalCookies() {
        var client = Client()
        client.sid = nil
        let reply = client.get("/v1/auth/me", headers: [HeaderField("Cookie", "sid=gone; theme=dark; sid=dev")])
        #expect(reply.json["user"]?["email"] == "dev@example.com")
    }

    @Test("A foreign page may not change anything, a local one may, and reads are let through")
    func origins() {
        var client = Client()
        let foreign = [HeaderField("Origin", "https://evil.example")]
        #expect(client.post("/v1/auth/logout", headers: foreign).error == "forbidden")
        #expect(client.get("/v1/auth/me", headers: foreign).header("access-control-allow-origin") == nil)
        let local = [HeaderField("Origin", "http://localhost:5173")]
        let allowed = client.get("/v1/auth/me", headers: local)
        #expect(allowed.header("access-control-allow-origin") == "http://localhost:5173")
        #expect(allowed.header("access-control-allow-credentials") == "true")
        #expect(allowed.header("vary") == "Origin")
        #expect(allowed.header("access-control-expose-headers")?.contains("Retry-After") == true)
    }

    @Test("A preflight is answered and leaves no trace")
    func preflight() {
        var client = Client()
        let reply = client.send(
            .options, "/v1/rentals",
            headers: [
                HeaderField("Origin", "http://localhost:5173"), HeaderField("Access-Control-Request-Method", "POST"),
                HeaderField("Access-Control-Request-Headers", "content-type,x-thing"),
            ])
        #expect(reply.status == 204)
        #expect(reply.header("access-control-allow-methods") == "POST")
        #expect(reply.header("access-control-allow-headers") == "content-type,x-thing")
        #expect(client.get("/__admin/requests").json["total"] == 0)
    }

    @Test("A body is held against the operation's shape, and every offending field is named")
    func shapes() {
        var client = Client()
        let reply = client.post("/v1/rentals", ["gpuCount": "two", "color": "red"])
        #expect(reply.status == 400 && reply.error == "validation_failed")
        #expect(reply.json["details"]?.object?.keys == ["familyId", "gpuCount", "color"])
        let untyped = client.engine.reply(
            to: Request(
                method: .post, target: "/v1/rentals", headers: [HeaderField("Cookie", "sid=dev")],
                body: Array("{}".utf8)), at: client.now)
        #expect(untyped.json["details"]?.object?.keys == ["content-type"])
        #expect(client.post("/v1/rentals", ["familyId": "h100-80gb", "gpuCount": 3]).error == "invalid_count")
        #expect(client.post("/v1/auth/request-code", ["email": "nobody"]).error == "invalid_email")
    }

    @Test("Checks come in the contract's order: maintenance, origin, session, shape")
    func order() throws {
        var client = try Client(scenario: #"{ "why": "down", "given": { "maintenance": { "retryAfter": 7 } } }"#)
        client.sid = nil
        let bad = [HeaderField("Origin", "https://evil.example")]
        let down = client.post("/v1/rentals", [:], headers: bad)
        #expect(down.error == "maintenance" && down.header("retry-after") == "7")
        var up = Client()
        up.sid = nil
        #expect(up.post("/v1/rentals", [:], headers: bad).error == "forbidden")
        #expect(up.post("/v1/rentals", [:]).error == "unauthorized")
        up.sid = "dev"
        #expect(up.post("/v1/rentals", [:]).error == "validation_failed")
    }
}
