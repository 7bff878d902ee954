import OutletContract
import OutletDomain
import OutletScenarios
import OutletWire
import Testing

@testable import OutletEngine

@Suite("Values at the far ends of what their types can say")
struct ExtremeValueTests {
    private static let extremes = [Int.min, -1, 0, 1, Int.max - 1, Int.max]

    @Test("The journal can be read from behind any number", arguments: extremes)
    func since(number: Int) {
        var client = Client()
        for _ in 0..<3 { _ = client.get("/v1/auth/me") }
        let wanted = number >= 3 ? 0 : number == 1 ? 2 : 3
        let list = client.get("/__admin/requests?since=\(number)")
        if list.status == 200 { #expect(list.json["requests"]?.array?.count == wanted) }
        #expect(number < 0 || list.status == 200)
        _ = client.get("/__admin/requests/stream?since=\(number)")
        let resumed = client.get(
            "/__admin/requests/stream", headers: [HeaderField("Last-Event-ID", "\(number)")])
        #expect(resumed.status == 200)
    }

    @Test("A Retry-After of any length is a wait", arguments: ["9999999999999999", "9223372036854775807", "0"])
    func retryAfter(seconds: String) throws {
        var client = try Client(
            scenario: """
                { "why": "a long wait", "clock": { "mode": "virtual" }, "faults": [
                  { "id": "a", "on": "me", "error": "rate_limited", "headers": { "Retry-After": "\(seconds)" } },
                  { "id": "b", "on": "balance",
                    "respond": { "status": 429, "headers": { "Retry-After": "\(seconds)" } } } ] }
                """)
        #expect(client.get("/v1/auth/me").status == 429)
        #expect(client.get("/v1/billing/balance").status == 429)
        #expect(client.get("/v1/auth/me").status == 429)
        #expect(client.get("/__admin/report").status == 200)
    }

    /// Every number in a document of a busy world, set to each extreme: it is refused, or the world lives on.
    @Test("A state with an impossible number is refused, or its world goes on through operations and days")
    func states() throws {
        var client = Client()
        _ = client.post("/v1/rentals", Client.h100)
        _ = client.post("/v1/billing/checkout", ["amountCents": 700])
        _ = client.post("/v1/auth/request-code", ["email": "ada@example.com"])
        _ = client.post("/__admin/faults", ["id": "seen", "on": "me", "every": 2, "delay": "1ms"])
        _ = client.get("/v1/auth/me")
        client.advance("10m")
        let state = client.get("/__admin/state").json
        for path in state.numberPaths() {
            for extreme in [Int.min, -1_000_000_000_000_000, -1, 1_000_000_000_000_000, Int.max] {
                var other = Client()
                other.wall = client.wall
                let put = other.send(.put, "/__admin/state", state.setting(path, to: .integer(extreme)))
                guard put.status == 200 else {
                    #expect(put.status == 400, "\(path) = \(extreme)")
                    continue
                }
                for path in ["/v1/rentals", "/v1/auth/me", "/v1/billing/ledger", "/v1/billing/invoices"] {
                    #expect(other.get(path).status != 500, "\(path) = \(extreme)")
                }
                _ = other.post("/v1/rentals", Client.h100)
                _ = other.post("/v1/billing/checkout", ["amountCents": 700])
                _ = other.post("/v1/auth/request-code", ["email": "bob@example.com"])
                #expect(other.advance("2d").status == 200, "\(path) = \(extreme)")
                #expect(other.get("/__admin/state").status == 200)
            }
        }
    }

    @Test("A clock's speed has one range, wherever it is said", arguments: ["1e300", "0", "-1", "1000001"])
    func speed(text: String) throws {
        var client = Client()
        let state = client.get("/__admin/state").json
        let put = client.send(.put, "/__admin/state", state.setting(["clock", "speed"], to: .decimal(text)))
        #expect(put.status == 400)
        #expect(put.json["details"]?["clock.speed"] != nil)
    }

    @Test("A thousand unknown fields cost a short answer that counts them")
    func unknownFields() {
        var client = Client()
        var body = JSONObject([("email", "ada@example.com")])
        for number in 0..<1000 { body.append("x\(number)", 1) }
        let reply = client.post("/v1/auth/request-code", .object(body))
        #expect(reply.status == 400)
        #expect(reply.json["details"]?.object?.members.count == 21)
        #expect(reply.json["details"]?["body"]?.string == "has 980 more unknown fields")
        #expect(reply.response.body.count < 4096)
    }
}
