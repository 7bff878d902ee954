import Foundation
import GPUOutletMock
import Testing

/// The library as a test of somebody else's client uses it.
@Suite("An embedded server")
struct MockWorldTests {
    private let launch = #"{"familyId":"h100-80gb","gpuCount":1}"#

    /// The status of one call to a world's API, over a socket.
    private func status(_ server: MockServer, _ world: MockWorld, _ call: String, _ body: String = "") throws -> Int {
        let path = call.split(separator: " ")
        let client = try TestClient(port: server.port)
        client.send(
            "\(path[0]) /@\(world.name)\(path[1]) HTTP/1.1\r\nHost: localhost\r\nCookie: sid=dev\r\n"
                + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
        return try #require(client.answer()).status
    }

    @Test("worlds are apart, break by added faults, turn by dials, and start over")
    func worlds() throws {
        let server = try MockServer.start(isClockVirtual: true)
        defer { server.stop() }
        let one = server.world("one")
        let two = server.world("two")
        #expect(one.apiURL == "\(server.url)/@one/v1")

        try one.addFault(#"{ on: "createRental", times: 1, error: "provider_error" }"#)
        #expect(try status(server, one, "POST /v1/rentals", launch) == 500)
        #expect(try status(server, one, "POST /v1/rentals", launch) == 200)
        #expect(try status(server, two, "POST /v1/rentals", launch) == 200)

        try two.turn(#"{ stock: { "h100-80gb": 0 } }"#)
        #expect(try status(server, two, "POST /v1/rentals", launch) == 503)
        #expect(throws: MockServerError.self) { try two.turn("{ stock: { h100: 0 } }") }
        #expect(
            throws: MockServerError.refused(
                status: 400, message: "line 1, column 2: the text ends before the `{` of line 1, column 1 is closed")
        ) {
            try two.addFault("{")
        }
        try two.reset()
        #expect(try status(server, two, "POST /v1/rentals", launch) == 200)
    }

    @Test("time moves when it is told, and a code that was sent can be read")
    func time() throws {
        let server = try MockServer.start(isClockVirtual: true)
        let world = server.world("time")
        #expect(try status(server, world, "POST /v1/auth/request-code", #"{"email":"ada@example.com"}"#) == 200)
        let code = try #require(world.code(sentTo: "ada@example.com"))
        #expect(world.code(sentTo: "bob@example.com") == nil)
        try world.advance(by: .milliseconds(600_001))
        #expect(world.control("GET", "clock").body.contains("2026-06-07T08:10:00.001Z"))
        let body = #"{"email":"ada@example.com","code":"\#(code)"}"#
        #expect(try status(server, world, "POST /v1/auth/verify-code", body) == 401)
        #expect(throws: MockServerError.self) { try world.advance(by: .seconds(-1)) }
    }

    @Test("scenario files are loaded, name worlds, and say what they expected")
    func scenarios() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("story-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        let story = #"{ scenario: "story", expect: [{ calls: "createRental", times: 1 }] }"#
        try story.write(to: file, atomically: true, encoding: .utf8)
        let server = try MockServer.start(scenarios: [file.path])
        let world = server.world("story~here")
        let refusal = #expect(throws: MockServerError.self) { try world.verify() }
        #expect(refusal?.description.contains("createRental") == true)
        #expect(try status(server, world, "POST /v1/rentals", launch) == 200)
        try world.verify()
        #expect(server.world("any").control("GET", "scenario").body.contains("story"))
    }

    @Test("scenarios that do not load, or are not there, are told at the start")
    func broken() {
        #expect(throws: MockServerError.badScenarios(["nowhere.json: cannot be read: No such file or directory"])) {
            try MockServer.start(scenarios: ["nowhere.json"])
        }
        #expect(throws: MockServerError.badScenarios(["no scenario 'nothing' is loaded"])) {
            try MockServer.start(defaultScenario: "nothing")
        }
    }
}
