import OutletContract
import OutletEngine
import OutletWire
import Testing

@Suite("URLs, however they are spelt")
struct TargetTests {
    @Test(
        "an encoded unreserved character means itself, and any other stays encoded",
        arguments: [
            ("/v1/r%65ntals", 200), ("/%761/rentals", 200), ("/v1/%72%65%6E%74%61%6c%73", 200),
            ("/v1/rentals?x=%2", 200), ("/v1%2Frentals", 404), ("/v1/rentals%2", 404), ("/v1/%2e%2e/v1/rentals", 404),
        ])
    func unreserved(path: String, status: Int) {
        var client = Client()
        #expect(client.get(path).status == status)
    }

    @Test(
        "a world is the same however its name is spelt",
        arguments: [
            "/@healthy~t1", "/@healthy%7Et1", "/@healthy%7et1", "/%40healthy~t1", "/%40healthy%7Et1", "/@h%65althy~t1",
            "/%40%68ealthy~%741",
        ])
    func worlds(prefix: String) {
        var client = Client()
        client.prefix = prefix
        let reply = client.get("/v1/auth/me")
        #expect(reply.status == 200 && reply.header("x-mock-world") == "healthy~t1")
        // What a browser sends back goes by the spelling that it used itself.
        #expect(reply.header("set-cookie")?.contains("; Path=\(prefix)/;") == true)
        let url = client.post("/v1/billing/checkout", ["amountCents": 2500]).json["checkoutUrl"]?.string ?? ""
        #expect(url.hasPrefix("http://localhost:4429\(prefix)/__stripe/checkout/"))
        client.prefix = ""
        #expect(client.get(String(url.dropFirst("http://localhost:4429".count))).status == 200)
        #expect(client.get("/@healthy~t1/__admin/requests").json["total"] == 2)
    }

    @Test(
        "the control plane and the pages are found under every spelling, and guarded",
        arguments: [
            "/__admin/state", "/%5F%5Fadmin/state", "/__%61dmin/state", "/@w/_%5Fadmin/state", "/%40w/__admin/state",
            "/%40w/%5f%5fadm%69n/state",
        ])
    func control(path: String) {
        var client = Client()
        #expect(client.get(path).json["version"] == 1)
        #expect(TargetParts(path).isControl)
        let foreign = [HeaderField("Origin", "https://evil.example")]
        #expect(client.get(path, headers: foreign).error == "foreign_origin")
        #expect(client.get("/%6Cogin").header("content-type") == "text/html; charset=utf-8")
    }

    @Test(
        "what is no spelling of ours leads nowhere, and stops nothing",
        arguments: [
            "/%", "/%4", "/%40", "/@", "/%40?", "/%zz", "/@%", "/%40%40a/v1/auth/me", "//v1/auth/me", "*", "/@/", "?",
            "/%2F%2e",
        ])
    func nonsense(path: String) {
        var client = Client()
        #expect([404, 200].contains(client.get(path).status))
        #expect(client.get("/v1/auth/me").status == 200)
    }

    @Test("parameters are decoded whole")
    func parameters() {
        var client = Client()
        let id = client.post("/v1/rentals", Client.h100).json["id"]?.string ?? ""
        #expect(client.get("/v1/rentals/" + id.utf8.map { "%" + HTTPTestText.hexadecimal($0) }.joined()).status == 200)
        #expect(client.send(.delete, "/__admin/worlds/%64efault").status == 200)
    }

    @Test(
        "a host's root dot is no part of its name",
        arguments: [
            ("w.localhost.", "w"), ("W.LOCALHOST.:4429", "w"), ("localhost.", "default"), ("localhost.:80", "default"),
        ])
    func rootDot(host: String, world: String) {
        let client = Client()
        var engine = client.engine
        func ask(_ path: String) -> Reply {
            let request = Request(method: .get, target: path, headers: [HeaderField("Host", host)])
            return engine.reply(to: request, at: client.now)
        }
        #expect(ask("/v1/catalog/facets").header("x-mock-world") == world)
        #expect(ask("/__admin/requests").status == 200)
    }

    @Test(
        "what browsers ask on their own account is no exchange",
        arguments: [
            "/favicon.ico", "/robots.txt", "/.well-known/appspecific/com.chrome.devtools.json", "/.well-known/",
            "/apple-touch-icon.png", "/apple-touch-icon-120x120-precomposed.png", "/browserconfig.xml",
            "/favicon.ico?v=2",
        ])
    func browsers(path: String) {
        var configuration = EngineConfiguration()
        configuration.clock = .virtual
        var client = Client(configuration: configuration)
        for prefix in ["", "/@new"] {
            let reply = client.get(prefix + path)
            #expect(reply.status == 404 && reply.error == "not_found" && reply.logLine == nil)
            #expect(client.send(.head, prefix + path).status == 404)
        }
        #expect(client.get("/__admin/worlds").json["worlds"] == [])
        // Nobody sends these by accident.
        #expect(client.post(path).status == 404)
        #expect(client.get("/__admin/requests").json["total"] == 1)
    }

    @Test(
        "what only begins like it is an exchange",
        arguments: ["/favicon.icon", "/favicon", "/.well-known", "/robots", "/v1/favicon.ico"])
    func exchanges(path: String) {
        var client = Client()
        #expect(client.get(path).status == 404)
        #expect(client.get("/__admin/requests").json["total"] == 1)
    }
}

private enum HTTPTestText {
    static func hexadecimal(_ byte: UInt8) -> String {
        let digits = Array("0123456789ABCDEF")
        return String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
    }
}
