import OutletContract
import OutletEngine
import OutletWire
import Testing

@Suite("The stand-in pages, walked as a browser does")
struct PageTests {
    /// Sends a form, as a page without script does.
    private func form(_ client: inout Client, _ path: String, _ body: String, origin: String? = nil) -> Reply {
        var headers = [HeaderField("Host", "localhost:4429")]
        if let origin { headers.append(HeaderField("Origin", origin)) }
        let request = Request(
            method: .post, target: path,
            headers: headers + [HeaderField("Content-Type", "application/x-www-form-urlencoded")],
            body: Array(body.utf8))
        return client.engine.reply(to: request, at: client.now)
    }

    @Test("The checkout page is paid by a form, and leads back to the front end")
    func checkout() {
        var client = Client()
        client.prefix = "/@shop"
        let checkout = client.post("/v1/billing/checkout", ["amountCents": 2500]).json
        let url = checkout["checkoutUrl"]?.string ?? ""
        #expect(url.hasPrefix("http://localhost:4429/@shop/__stripe/checkout/cs_test_"))
        let path = String(url.dropFirst("http://localhost:4429".count))
        client.prefix = ""
        let page = client.get(path)
        #expect(page.status == 200 && page.header("content-type") == "text/html; charset=utf-8")
        #expect(String(decoding: page.response.body, as: UTF8.self).contains("$25.00"))
        #expect(form(&client, path, "outcome=declined").status == 200)
        #expect(form(&client, path, "outcome=paid", origin: "https://evil.example").error == "forbidden")
        let paid = form(&client, path, "outcome=paid&saveCard=on", origin: "http://localhost:4429")
        #expect(paid.status == 303)
        #expect(paid.header("location") == "http://localhost:4429/@shop/app/billing?session=success")
        #expect(form(&client, path, "outcome=paid").status == 409)
        client.prefix = "/@shop"
        #expect(client.get("/v1/billing/balance").json["totalCents"] == 12_500)
        #expect(client.get("/v1/billing/card").json["last4"] == "4242")
        #expect(client.get("/__admin/requests").json["total"] == 3)
    }

    @Test("A front end of its own gets its users back")
    func appURL() {
        var configuration = EngineConfiguration.virtual
        configuration.appURL = "http://localhost:5173"
        var client = Client(configuration: configuration)
        let id = client.post("/v1/billing/checkout", ["amountCents": 2500]).json["sessionId"]?.string ?? ""
        let cancelled = form(&client, "/__stripe/checkout/\(id)", "outcome=cancelled")
        #expect(cancelled.header("location") == "http://localhost:5173/app/billing?session=cancel")
    }

    /// Starts signing in and gives the consent page's path and the cookie that came with it.
    private func start(_ client: inout Client) -> (path: String, cookie: String) {
        let reply = client.get("/v1/auth/oauth/github")
        let location = reply.header("location") ?? ""
        let cookie = reply.header("set-cookie")?.prefix { $0 != ";" } ?? ""
        return (String(location.dropFirst("http://localhost:4429".count)), String(cookie))
    }

    private func consent(_ client: inout Client, _ path: String, _ choice: String) -> String {
        let query = path.drop { $0 != "?" }.dropFirst()
        let reply = form(&client, "/__oauth/github", "\(query)&\(choice)")
        return String((reply.header("location") ?? "").dropFirst("http://localhost:4429".count))
    }

    @Test(
        "Signing in through a provider ends in one of four ways",
        arguments: [
            ("choice=account&email=dev@example.com", "/app", true),
            ("choice=cancel", "/login?error=oauth_failed", false),
            ("choice=no_verified_email", "/login?error=oauth_no_email", false),
        ])
    func oauth(choice: String, landing: String, signsIn: Bool) {
        var client = Client()
        client.sid = nil
        let (path, cookie) = start(&client)
        #expect(client.get(path).status == 200)
        let back = consent(&client, path, choice)
        let done = client.get(back, headers: [HeaderField("Cookie", cookie), HeaderField("Accept", "text/html")])
        #expect(done.status == 302)
        #expect(done.header("location") == "http://localhost:4429\(landing)")
        let cookies = done.response.headers.filter { $0.name == "Set-Cookie" }.map(\.value)
        #expect(cookies.contains { $0.hasPrefix("sid=") && !$0.hasPrefix("sid=;") } == signsIn)
    }

    @Test("A state that was not issued here is a redirect for a page and an error for any other client")
    func mismatch() {
        var client = Client()
        client.sid = nil
        let (path, _) = start(&client)
        let back = consent(&client, path, "choice=account&email=dev@example.com")
        let api = client.get(back)
        #expect(api.status == 401 && api.error == "oauth_state_mismatch")
        let page = client.get(back, headers: [HeaderField("Accept", "text/html,*/*")])
        #expect(page.status == 302)
        #expect(page.header("location") == "http://localhost:4429/login?error=oauth_failed")
    }

    @Test("A provider that is not configured sends the browser back to the login page")
    func unavailable() throws {
        var client = try Client(scenario: #"{ "why": "x", "given": { "oauth": ["google"] } }"#)
        client.sid = nil
        #expect(
            client.get("/v1/auth/oauth/github").header("location")?.hasSuffix("/login?error=oauth_unavailable") == true)
        #expect(client.get("/v1/auth/oauth/gitlab").error == "not_found")
    }
}
