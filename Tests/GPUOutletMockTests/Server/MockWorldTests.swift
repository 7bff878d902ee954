import Foundation
import GPUOutletMock
import Testing

/// The library as a test of somebody else's client uses it.
@Suite("An embedded server")
struct MockWorldTests {
    @Test("worlds are apart, break by injected faults, turn by dials, and start over")
    func worlds() throws {
        let server = try MockServer.start(isClockVirtual: true)
        defer { server.stop() }
        let one = server.world("one")
        let two = server.world("two")
        #expect(one.name == "one")
        #expect(one.address == "\(server.address)/@one")
        #expect(one.apiURL.absoluteString == "\(server.address)/@one/v1")

        try one.inject("provider_error", on: "createRental", times: 1)
        #expect(try one.status("POST /v1/rentals", SomeBody.launch) == 500)
        #expect(try one.status("POST /v1/rentals", SomeBody.launch) == 200)
        #expect(try two.status("POST /v1/rentals", SomeBody.launch) == 200)

        try two.turn("{ stock: { 'h100-80gb': 0 } }")
        #expect(try two.status("POST /v1/rentals", SomeBody.launch) == 503)
        try two.reset()
        #expect(try two.status("POST /v1/rentals", SomeBody.launch) == 200)
    }

    @Test("the server's own controls are about the world of requests that choose none")
    func ownWorld() throws {
        let mock = try MockServer.start(isClockVirtual: true)
        #expect(mock.address == "http://localhost:\(mock.port)")
        #expect(mock.apiURL.absoluteString == "\(mock.address)/v1")
        #expect(mock.world.name == "default")
        try mock.inject("maintenance", on: "*")
        #expect(try mock.status("GET /v1/auth/me") == 503)
        #expect(try mock.world("other").status("GET /v1/auth/me") == 200)
        #expect(try mock.requests().map(\.operation) == ["me"])
        try mock.reset()
        #expect(try mock.requests() == [])
        #expect(try mock.status("GET /v1/auth/me") == 200)
    }

    @Test("time moves when it is told, and a code that was sent can be read")
    func time() throws {
        let mock = try MockServer.start(isClockVirtual: true)
        #expect(try mock.status("POST /v1/auth/request-code", #"{"email":"ada@example.com"}"#) == 200)
        let code = try #require(mock.code(sentTo: "ada@example.com"))
        #expect(mock.code(sentTo: "bob@example.com") == nil)
        try mock.advance(by: .milliseconds(600_001) + .microseconds(999))
        #expect(mock.control("GET", "clock").body.contains("2026-06-07T08:10:00.001Z"))
        let body = #"{"email":"ada@example.com","code":"\#(code)"}"#
        #expect(try mock.status("POST /v1/auth/verify-code", body) == 401)
    }

    @Test(
        "time does not go backward, and not further than it can",
        arguments: [Duration.seconds(-1), .seconds(Int64.max), .seconds(400_000_000)])
    func impossibleTime(span: Duration) throws {
        let mock = try MockServer.start(isClockVirtual: true)
        let failure = #expect(throws: MockFailure.self) { try mock.advance(by: span) }
        #expect(failure?.code == "validation_failed")
        #expect(mock.control("GET", "clock").body.contains("2026-06-07T08:00:00.000Z"))
    }

    @Test("a control call of any kind can be made, and one that would answer later is refused")
    func control() throws {
        let mock = try MockServer.start()
        #expect(mock.control("GET", "version").body.contains("gpuoutlet-mock"))
        #expect(mock.control("PUT", "phase", body: #"{"phase":"storm"}"#).status == 200)
        #expect(mock.control("GET", "overview").body.contains("storm"))
        #expect(mock.control("GET", "nowhere").status == 404)
        for path in ["wait?calls=me", "requests/stream"] {
            let answer = mock.control("GET", path)
            #expect(answer.status == 400)
            #expect(answer.body.contains("await wait(for:)"))
        }
        #expect(try mock.status("GET /v1/auth/me") == 200)
        #expect(mock.control("GET", "wait?calls=me").status == 200)
    }

    @Test("what a stopped server saw can still be asked for, and stopping twice does no harm")
    func lookingBack() throws {
        let mock = try MockServer.start()
        #expect(try mock.status("GET /v1/auth/me") == 200)
        mock.stop()
        mock.stop()
        #expect(try mock.requests("me").count == 1)
        #expect(mock.unmet(.calls("me", times: 1)) == nil)
        #expect(throws: TestClient.Failure.self) { try TestClient(port: mock.port) }
    }

    @Test("an address that is none, or somebody else's, is told at the start")
    func address() throws {
        let mock = try MockServer.start(host: "127.0.0.1")
        #expect(mock.address == "http://127.0.0.1:\(mock.port)")
        let taken = #expect(throws: MockServerError.self) { try MockServer.start(host: "127.0.0.1", port: mock.port) }
        #expect(taken == .cannotListen(host: "127.0.0.1", port: mock.port, errorNumber: EADDRINUSE))
        #expect(taken?.description == "cannot listen on 127.0.0.1 port \(mock.port): Address already in use")
        #expect(throws: MockServerError.invalidPort(65_536)) { try MockServer.start(port: 65_536) }
        #expect(throws: MockServerError.invalidHost("example.com")) { try MockServer.start(host: "example.com") }
    }
}
