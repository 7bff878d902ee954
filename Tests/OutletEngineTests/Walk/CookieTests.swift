import OutletContract
import OutletEngine
import OutletWire
import Testing

@Suite("Cookies, as clients write and keep them")
struct CookieTests {
    private static func user(_ cookies: [String]) -> String? {
        var client = Client()
        client.sid = nil
        let fields = cookies.map { HeaderField("Cookie", $0) }
        return client.get("/v1/auth/me", headers: fields).json["user"]?["email"]?.string
    }

    @Test(
        "the session is found however the pair is written",
        arguments: [
            ["sid=dev"], [#"$Version="1"; sid="dev";$Path="/""#],
            [#"$Version=1; sid=dev; $Path="/"; $Domain="localhost""#],
            ["a=1;sid=dev;b=2"], ["a=1 ;\tsid=dev"], ["sid = dev"], ["sid\t=\t\"dev\"\t; b=2"], ["a=1, sid=dev, b=2"],
            [#"$Version="1"; a="1"; $Path="/", sid="dev"; $Path="/""#], ["sid=gone; sid=dev"], ["a=1", "sid=dev"],
            [#"a="1; sid=dev"#], ["=; ;;sid=dev"],
        ])
    func found(cookies: [String]) { #expect(CookieTests.user(cookies) == "dev@example.com") }

    @Test(
        "what is no pair of that name and value is none",
        arguments: [
            ["sid"], ["sid="], ["sid=\""], ["sid=\"\""], ["sid=\"\"dev\"\""], ["sid=\"dev"], ["$sid=dev"], ["xsid=dev"],
            ["sidx=dev"], ["SID=dev"], ["sid dev"], ["sid=de v"], [""], [";"], ["=dev"], ["\""],
        ])
    func notFound(cookies: [String]) { #expect(CookieTests.user(cookies) == nil) }

    @Test("a live clock's cookie ends by the client's clock, wherever the world's has been moved")
    func expiresLive() {
        var client = Client(configuration: EngineConfiguration())
        client.advance("40d")
        client.sid = nil
        let code = client.post("/v1/auth/request-code", ["email": "ada@example.com"])
        #expect(code.status == 200)
        let sent = client.get("/__admin/outbox/latest").json["code"]
        let signedIn = client.post("/v1/auth/verify-code", ["email": "ada@example.com", "code": sent ?? .null])
        let cookie = signedIn.header("set-cookie") ?? ""
        let life = Limits.sessionLife.wholeSeconds
        let end = HTTPDate.text(unixSeconds: client.wall.unixSeconds + life)
        #expect(cookie.hasSuffix("; Max-Age=\(life); Expires=\(end)"), "\(signedIn.json.text) \(cookie)")
    }

    @Test("every cookie that is sent says both how long it lives and when it ends")
    func everyCookie() {
        var client = Client()
        for reply in [
            client.get("/v1/auth/me"), client.get("/v1/auth/oauth/github"),
            client.get("/v1/auth/oauth/github/callback?state=x", headers: [HeaderField("Accept", "text/html")]),
            client.post("/v1/auth/logout"),
        ] {
            let cookies = reply.response.headers.filter { $0.name == "Set-Cookie" }.map(\.value)
            #expect(!cookies.isEmpty)
            for cookie in cookies {
                let parts = cookie.split(separator: "; ").map(String.init)
                let isTaken = parts.contains("Max-Age=0")
                let end = isTaken ? "Thu, 01 Jan 1970 00:00:00 GMT" : "Tue, 19 Jan 2038 03:14:07 GMT"
                #expect(parts.contains { $0.hasPrefix("Max-Age=") } && parts.last == "Expires=\(end)", "\(cookie)")
                #expect(cookie.hasPrefix("sid=;") == false || isTaken)
            }
        }
    }
}
