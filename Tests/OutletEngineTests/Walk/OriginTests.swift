import OutletEngine
import OutletWire
import Testing

@Suite("Which pages may call")
struct OriginTests {
    /// What a page's call that changes something is answered, and whether it may read the answer.
    private static func isLet(_ fields: [(String, String)], bound: String? = nil, allowed: [String] = []) -> Bool {
        var configuration = EngineConfiguration.virtual
        configuration.boundHost = bound
        configuration.allowedOrigins = allowed
        let client = Client(configuration: configuration)
        var engine = client.engine
        let headers = fields.map { HeaderField($0.0, $0.1) } + [HeaderField("Cookie", "sid=dev")]
        let reply = engine.reply(
            to: Request(method: .post, target: "/v1/auth/logout", headers: headers), at: client.now)
        let mayRead = reply.header("access-control-allow-origin") != nil
        #expect(mayRead == (reply.status == 200), "\(reply.json.text)")
        return mayRead
    }

    @Test(
        "our own origin is known behind what proxies write, on a server that is open to a network",
        arguments: [
            ("http://shop.test", ["Host": "shop.test"], true), ("http://shop.test", ["Host": "shop.test:80"], true),
            ("https://shop.test", ["Host": "shop.test:443"], true), ("https://shop.test", ["Host": "shop.test"], true),
            ("http://shop.test", ["Host": "shop.test:443"], false),
            ("http://shop.test", ["Host": "shop.test:8080"], false),
            ("http://SHOP.test", ["Host": "shop.TEST.:80"], true), ("http://shop.test:80", ["Host": "shop.test"], true),
            ("http://shop.test", ["Host": "mock:4429", "X-Forwarded-Host": "shop.test"], true),
            ("http://shop.test", ["Host": "mock:4429", "X-Forwarded-Host": "shop.test:80, inner"], true),
            (
                "https://shop.test", ["Host": "mock", "X-Forwarded-Host": "shop.test", "X-Forwarded-Proto": "https"],
                true
            ),
            (
                "https://shop.test",
                ["Host": "mock", "X-Forwarded-Host": "shop.test", "X-Forwarded-Proto": "HTTPS, http"],
                true
            ),
            ("https://shop.test", ["Host": "mock", "X-Forwarded-Host": "shop.test"], false),
            ("http://shop.test", ["Host": "mock", "X-Forwarded-Host": ""], false),
            ("http://shop.test", ["Host": "mock", "X-Forwarded-Host": "evil.test"], false),
            ("http://shop.test:", ["Host": "shop.test"], false), ("null", ["Host": "shop.test"], false),
            ("http://", ["Host": "shop.test"], false),
            ("http://shop.test:99999999999999999999", ["Host": "shop.test"], false),
        ] as [(String, [String: String], Bool)])
    func own(origin: String, fields: [String: String], wanted: Bool) {
        let fields = fields.map { ($0.key, $0.value) } + [("Origin", origin)]
        #expect(OriginTests.isLet(fields, bound: "0.0.0.0") == wanted)
    }

    @Test(
        "a server of loopback knows its own origin by an address, and by no name that can be pointed here",
        arguments: [
            ("http://192.168.1.20:5173", ["Host": "192.168.1.20:5173"], true),
            ("http://[fe80::1]:5173", ["Host": "[fe80::1]:5173"], true),
            ("http://192.168.1.20:5173", ["Host": "localhost:4429", "X-Forwarded-Host": "192.168.1.20:5173"], true),
            ("http://192.168.1.20:5173", ["Host": "localhost:4429"], false),
            ("http://192.168.1.20.evil.test", ["Host": "192.168.1.20.evil.test"], false),
            ("http://evil.test", ["Host": "evil.test"], false),
            ("http://evil.test", ["Host": "localhost:4429", "X-Forwarded-Host": "evil.test"], false),
            ("http://evil.test", ["Host": "evil.test", "X-Forwarded-Host": "localhost"], false),
        ] as [(String, [String: String], Bool)])
    func loopback(origin: String, fields: [String: String], wanted: Bool) {
        #expect(OriginTests.isLet(fields.map { ($0.key, $0.value) } + [("Origin", origin)]) == wanted)
    }

    @Test(
        "pages of this machine may call, on any port",
        arguments: [
            ("http://localhost", true), ("http://localhost:5173", true), ("http://127.0.0.1:3000", true),
            ("http://app.localhost:5173", true), ("http://a.b.localhost", true), ("http://APP.LOCALHOST.:5173", true),
            ("http://[::1]:5173", true), ("http://localhost.evil.test", false), ("http://notlocalhost:5173", false),
            ("http://localhost:5173/", false), ("http://user@localhost", false), ("http://localhost:port", false),
        ])
    func localPages(origin: String, wanted: Bool) {
        #expect(OriginTests.isLet([("Host", "localhost:4429"), ("Origin", origin)]) == wanted)
    }

    @Test(
        "an origin named by flag is known by what it means",
        arguments: [
            ("https://app.example", "https://app.example:443", true),
            ("https://app.example:443", "https://app.example", true),
            ("HTTPS://App.Example", "https://app.example", true), ("null", "null", true),
            ("capacitor://localhost", "capacitor://localhost", true),
            ("https://app.example", "http://app.example", false),
        ])
    func named(flag: String, origin: String, wanted: Bool) {
        #expect(OriginTests.isLet([("Host", "localhost:4429"), ("Origin", origin)], allowed: [flag]) == wanted)
    }

    @Test("a preflight that asks to call a private network is let where its origin is")
    func privateNetwork() {
        var client = Client()
        func granted(_ origin: String, asks: Bool) -> String? {
            var fields = [HeaderField("Origin", origin), HeaderField("Access-Control-Request-Method", "POST")]
            if asks { fields.append(HeaderField("Access-Control-Request-Private-Network", "true")) }
            return client.send(.options, "/v1/rentals", headers: fields)
                .header("access-control-allow-private-network")
        }
        #expect(granted("http://localhost:5173", asks: true) == "true")
        #expect(granted("http://localhost:5173", asks: false) == nil)
        #expect(granted("https://evil.example", asks: true) == nil)
    }

    @Test("links lead back by the name that the proxy's client used")
    func links() {
        var client = Client()
        let proxied = [HeaderField("X-Forwarded-Host", "shop.test"), HeaderField("X-Forwarded-Proto", "https, http")]
        let answer = client.post("/v1/billing/checkout", ["amountCents": 2500], headers: proxied)
        #expect(answer.json["checkoutUrl"]?.string?.hasPrefix("https://shop.test/__stripe/checkout/") == true)
        #expect(answer.header("set-cookie")?.contains("; Secure;") == true)
    }
}
