import OutletContract
import OutletEngine
import OutletScenarios
import OutletWire
import Testing

@Suite("Faults in the walk")
struct FaultWalkTests {
    /// Every error that an operation can send.
    static let sendable = Operation.allCases.flatMap { operation in operation.errors.map { (operation, $0) } }

    @Test("Every error that an operation can send arrives as the catalogue has it", arguments: sendable)
    func injection(operation: Operation, code: ErrorCode) throws {
        var client = try Client(
            scenario: """
                { "why": "inject", "faults": [
                  { "id": "f", "on": "\(operation.wireName)", "error": "\(code.wireName)" } ] }
                """)
        client.sid = nil
        let path = operation.path.replacingParameters()
        let reply = client.send(operation.method, path)
        #expect(reply.status == code.status)
        #expect(reply.error == code.wireName)
        #expect(reply.json["message"]?.string == code.message(retryAfterSeconds: code.row.retryAfterSeconds))
        #expect(reply.header("retry-after") == code.row.retryAfterSeconds.map(String.init))
        #expect(reply.header("x-mock-fault-id") == "f")
        #expect(reply.header("content-type") == "application/json")
    }

    @Test("Any code can be forced anywhere", arguments: ErrorCode.allCases)
    func forced(code: ErrorCode) throws {
        var client = try Client(
            scenario: """
                { "why": "force", "faults": [
                  { "id": "f", "on": "balance", "error": "\(code.wireName)", "force": true } ] }
                """)
        #expect(client.get("/v1/billing/balance").error == code.wireName)
    }

    @Test("What the file says beats the catalogue, and null takes a header out")
    func overrides() throws {
        var client = try Client(
            scenario: """
                { "why": "override", "faults": [
                  { "id": "a", "on": "me", "times": 1, "error": "rate_limited", "retryAfter": 23 },
                  { "id": "b", "on": "me", "times": 1, "error": "rate_limited", "headers": { "Retry-After": null, "X-Extra": "1" } },
                  { "id": "c", "on": "me", "error": "validation_failed", "force": true, "message": "Nope", "details": { "x": "is wrong" } } ] }
                """)
        let first = client.get("/v1/auth/me")
        #expect(first.header("retry-after") == "23")
        #expect(first.json["message"] == "Too many requests. Retry after 23 seconds.")
        #expect(first.header("x-ratelimit-remaining") == "0")
        #expect(first.header("x-ratelimit-reset") == String(Limits.virtualStart.unixSeconds + 23))
        let second = client.get("/v1/auth/me")
        #expect(second.header("retry-after") == nil && second.header("x-extra") == "1")
        let third = client.get("/v1/auth/me")
        #expect(third.json == ["error": "validation_failed", "message": "Nope", "details": ["x": "is wrong"]])
    }

    @Test("An injected answer uses up no budget and slides no session")
    func untouched() throws {
        var client = try Client(
            scenario: #"{ "why": "x", "faults": [ { "id": "f", "on": "me", "times": 1, "error": "internal_error" } ] }"#
        )
        let injected = client.get("/v1/auth/me")
        #expect(injected.header("x-ratelimit-remaining") == "100")
        #expect(injected.header("set-cookie") == nil)
        #expect(client.get("/v1/auth/me").header("x-ratelimit-remaining") == "99")
    }

    @Test("With commit the effect stays and only the answer is lost")
    func commit() throws {
        var client = try Client(
            scenario: """
                { "why": "lost", "faults": [
                  { "id": "lost", "on": "createRental", "times": 1, "commit": true, "connection": "reset" },
                  { "id": "gone", "on": "createRental", "times": 1, "connection": "close" } ] }
                """)
        let lost = client.post("/v1/rentals", Client.h100)
        #expect(lost.delivery.ending == .reset)
        #expect(client.get("/v1/rentals").json["rentals"]?.array?.count == 1)
        let entry = client.get("/__admin/requests/1").json
        #expect(entry["committed"] == true && entry["status"] == .null && entry["fault"] == "lost")
        #expect(client.post("/v1/rentals", Client.h100).delivery.ending == .close)
        #expect(client.get("/v1/rentals").json["rentals"]?.array?.count == 1)
    }

    @Test("Under a virtual clock a delay moves the world, under a live clock the delivery")
    func delays() throws {
        let text = #"{ "why": "slow", "faults": [ { "id": "slow", "on": "me", "delay": "2s" } ] }"#
        var virtual = try Client(scenario: text)
        #expect(virtual.get("/v1/auth/me").delivery == .now)
        #expect(virtual.get("/__admin/clock").json["now"] == "2026-06-07T08:00:02.000Z")
        var configuration = EngineConfiguration()
        configuration.clock = .live
        var live = try Client(scenario: text, configuration: configuration)
        #expect(live.get("/v1/auth/me").delivery.delayMilliseconds == 2000)
    }

    @Test("A response of the scenario's own replaces the whole answer")
    func respond() throws {
        var client = try Client(
            scenario: """
                { "why": "x", "faults": [ { "id": "html", "on": "me",
                  "respond": { "status": 502, "headers": { "Content-Type": "text/html" }, "text": "<h1>Bad gateway</h1>" } } ] }
                """)
        let reply = client.get("/v1/auth/me")
        #expect(reply.status == 502 && reply.header("content-type") == "text/html")
        #expect(String(decoding: reply.response.body, as: UTF8.self) == "<h1>Bad gateway</h1>")
    }

    @Test("X-Mock-Fault injects into one request, and refuses what it cannot read")
    func header() {
        var client = Client()
        let reply = client.get("/v1/auth/me", headers: [HeaderField("X-Mock-Fault", "rate_limited; retryAfter=7")])
        #expect(reply.status == 429 && reply.header("retry-after") == "7")
        #expect(client.get("/v1/auth/me").status == 200)
        let bad = client.get("/v1/auth/me", headers: [HeaderField("X-Mock-Fault", "rate_limitd")])
        #expect(bad.status == 400 && bad.error == "bad_mock_header")
    }
}

extension String {
    /// A path with something in the place of each parameter.
    func replacingParameters() -> String {
        split(separator: "/", omittingEmptySubsequences: false).map { $0.first == "{" ? "google" : $0 }
            .joined(separator: "/")
    }
}
