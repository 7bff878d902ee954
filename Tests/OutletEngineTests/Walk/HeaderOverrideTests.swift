import OutletContract
import OutletEngine
import OutletScenarios
import OutletWire
import Testing

/// A scenario's headers win over every field of their names, those that every answer carries included.
@Suite("Header overrides")
struct HeaderOverrideTests {
    /// Every header that an answer of ours may have, but for the framing.
    private static let ours = [
        "Content-Type", "Retry-After", "Date", "Set-Cookie", "Vary", "X-Request-Id", "X-RateLimit-Limit",
        "X-RateLimit-Remaining", "X-RateLimit-Reset", "X-Mock-World", "X-Mock-Scenario", "X-Mock-Request",
        "X-Mock-Fault-Id", "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials",
        "Access-Control-Expose-Headers",
    ]

    private static let effects = ["error: 'rate_limited', headers:", "respond: { status: 503, body: {}, headers:"]

    /// The fields that the message has on the wire, after the fault has said `header`.
    private static func fields(_ effect: String, _ name: String, _ value: String) throws -> [String] {
        let end = effect.contains("respond") ? " }" : ""
        var client = try Client(
            scenario: "{ faults: [{ on: 'me', \(effect) { '\(name)': \(value) }\(end) }] }")
        let reply = client.get("/v1/auth/me", headers: [HeaderField("Origin", "http://localhost:3000")])
        var bytes: [UInt8] = []
        reply.response.write(into: &bytes, date: "Sun, 07 Jun 2026 08:00:00 GMT")
        let head = String(decoding: bytes, as: UTF8.self).components(before: "\r\n\r\n")
        return head.split(separator: "\r\n").map(String.init).filter {
            $0.lowercased().hasPrefix(name.lowercased() + ":")
        }
    }

    @Test("replace each of our own, in any case of letters", arguments: ours, effects)
    func replaced(name: String, effect: String) throws {
        let written = name.uppercased()
        #expect(try Self.fields(effect, written, "'mine'") == ["\(written): mine"])
    }

    @Test("take each of our own out with null", arguments: ours, effects)
    func removed(name: String, effect: String) throws {
        #expect(try Self.fields(effect, name.lowercased(), "null") == [])
    }

    @Test("never touch what frames the message", arguments: ["Content-Length", "Transfer-Encoding", "CONNECTION"])
    func framing(name: String) {
        for effect in Self.effects {
            for value in ["null", "'0'"] {
                #expect(throws: ProblemList.self) { _ = try Self.fields(effect, name, value) }
            }
        }
    }
}

extension String {
    fileprivate func components(before mark: String) -> String {
        firstRange(of: mark).map { String(self[..<$0.lowerBound]) } ?? self
    }
}
