import Foundation
import OutletContract
import OutletEngine
import OutletScenarios
import OutletWire
import Testing

@testable import GPUOutletMock

/// The article's tables, row by row: each fault reads without a problem, and a bare socket sees what the last column says.
@Suite("Beside other tools")
struct BesideOtherToolsTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var theirs: String
        /// As they stand in the second column; none where it gives a reason instead.
        var faults: [String]
        /// The last column.
        var outcome: String

        var testDescription: String { theirs }
    }

    static let rows: [Row] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        let article = root.appending(path: "Sources/GPUOutletMock/GPUOutletMock.docc/BesideOtherTools.md")
        let lines = (try? String(contentsOf: article, encoding: .utf8))?.split(separator: "\n") ?? []
        let cells = lines.map { line in
            line.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
        }
        // The tables of other columns tell other things.
        var isTold = false
        return cells.compactMap { cells in
            guard cells.count == 5 else { return nil }
            if cells[1] == "theirs" || cells[1] == "---" {
                isTold = cells[1] == "---" ? isTold : cells[3] == "what the client sees"
                return nil
            }
            let spans = cells[2].split(separator: "`", omittingEmptySubsequences: false).map(String.init)
            return isTold ? Row(theirs: cells[1], faults: spans.filter { $0.hasPrefix("{") }, outcome: cells[3]) : nil
        }
    }()

    @Test("each of their words has a row")
    func complete() {
        let theirs = """
            KEEP_OPEN DISCONNECT_AT_END SHUTDOWN_OUTPUT_AT_END SHUTDOWN_INPUT_AT_END DISCONNECT_AT_START \
            DISCONNECT_AFTER_REQUEST HALF_CLOSE_AFTER_REQUEST DISCONNECT_DURING_REQUEST_BODY \
            DISCONNECT_DURING_RESPONSE_BODY DO_NOT_READ_REQUEST_BODY STALL_SOCKET_AT_START NO_RESPONSE \
            RESET_STREAM_AT_START SHUTDOWN_SERVER_AFTER_RESPONSE FAIL_HANDSHAKE UPGRADE_TO_SSL_AT_END EXPECT_CONTINUE \
            CONTINUE_ALWAYS CONNECTION_RESET_BY_PEER EMPTY_RESPONSE MALFORMED_RESPONSE_CHUNK RANDOM_DATA_THEN_CLOSE \
            uniform lognormal chunkedDribbleDelay latency jitter bandwidth slow_close timeout reset_peer slicer limit_data \
            service operation region probability GenericRandomErrorPlugin LatencyPlugin RateLimitingPlugin \
            RetryAfterPlugin MockResponsePlugin AuthPlugin aws:fis:inject-api-internal-error \
            aws:fis:inject-api-throttle-error aws:fis:inject-api-unavailable-error
            """
        for word in theirs.split(separator: " ") {
            #expect(Self.rows.contains { $0.theirs.contains("`\(word)`") }, "\(word)")
        }
    }

    @Test("each row says what a client sees", arguments: rows)
    func row(row: Row) throws {
        guard !row.faults.isEmpty else {
            #expect(row.outcome == "—")
            return
        }
        try Stage(faults: row.faults).see(row.outcome)
    }
}

/// A server on a clock that the test moves, whose worlds run the faults of one row, and a call that meets them.
private struct Stage {
    let server: MockServer
    let request: Request

    /// The parts of a request's text.
    struct Request {
        var operation: OutletContract.Operation
        var target: String
        var body = ""

        /// With more of the body announced than comes, if `extra` says so.
        func text(fields: String = "", extra: Int = 0) -> String {
            let length = body.utf8.count + extra
            return "\(operation.method.name) \(target) HTTP/1.1\r\nHost: localhost\r\nCookie: sid=dev\r\n\(fields)"
                + (length > 0 ? "Content-Type: application/json\r\nContent-Length: \(length)\r\n" : "") + "\r\n" + body
        }
    }

    init(faults: [String]) throws {
        let text = "{ why: 'w', scenario: 'row', faults: [\(faults.joined(separator: ", "))] }"
        let scenario = try Scenario.read(Array(text.utf8), source: "row", defaultName: "row")
        let engine = Engine(EngineConfiguration(), library: ScenarioLibrary([scenario], defaultName: "row"))
        server = try LiveServer.make(clock: .manual(ManualClock()), handler: EngineBox(engine).handler)
        let fault = scenario.faults[0]
        let known: [OutletContract.Operation] = [.me, .createRental, .listListings]
        let operation = try #require(known.first(where: fault.operations.contains))
        var request = Request(operation: operation, target: operation.path)
        if operation == .createRental { request.body = SomeBody.launch }
        for condition in fault.conditions {
            guard case .query(let name) = condition.subject, case .text(let value)? = condition.alternatives.first
            else {
                continue
            }
            request.target += "?\(name)=\(value)"
        }
        self.request = request
    }

    func see(_ outcome: String) throws {
        if outcome.hasSuffix(", sometimes") {
            let wanted = String(outcome.dropLast(", sometimes".count))
            let seen = try (0..<50).map { _ in try outcomeOfOneCall() }
            #expect(seen.contains(wanted) && seen.contains("status 200"), "\(Set(seen))")
        } else if outcome.hasPrefix("status ") || outcome == "RST" || outcome == "FIN" {
            #expect(try outcomeOfOneCall() == outcome)
        } else {
            try seeOther(outcome)
        }
    }

    private func outcomeOfOneCall() throws -> String {
        let client = try TestClient(port: server.port)
        client.send(request.text(fields: "Connection: close\r\n"))
        let rest = client.rest()
        if rest.bytes.isEmpty { return rest.ending == .fin ? "FIN" : "RST" }
        let words = String(decoding: rest.bytes, as: UTF8.self).split(separator: " ")
        return "status \(words.count > 1 ? words[1] : "")"
    }

    private func seeOther(_ outcome: String) throws {
        let client = try TestClient(port: server.port)
        switch outcome {
        case "RST while it sends":
            client.send(request.text(extra: 1_000_000))
            let rest = client.rest()
            #expect(rest.bytes.isEmpty && rest.ending == .reset)
        case "FIN at the second call":
            for _ in 0..<2 {
                let client = try TestClient(port: server.port)
                client.send(request.text())
                #expect(client.answer()?.status == 200)
                client.send(request.text())
                let rest = client.rest()
                #expect(rest.bytes.isEmpty && rest.ending == .fin)
            }
        case "RST, late", "FIN, late":
            try waitInVain(client)
            let rest = client.rest()
            #expect(rest.bytes.isEmpty && rest.ending == (outcome == "RST, late" ? .reset : .fin))
        case "silence":
            try waitInVain(client)
            try synchronize()
            #expect(!client.hasNews)
            server.stop()
            let rest = client.rest()
            #expect(rest.bytes.isEmpty && rest.ending == .fin, "a stop ends it, and nothing else")
        case "the answer, late", "the answer, slowly":
            try waitInVain(client)
            #expect(client.answer()?.status == 200)
        case "the head, and its body late":
            client.send(request.text())
            let head = try #require(client.answer(toHead: true))
            try synchronize()
            #expect(!client.hasNews)
            advance()
            #expect(client.take(try #require(length(of: head.head))) != nil)
        case "the answer, then FIN", "the answer, then FIN later":
            client.send(request.text() + request.text())
            let answer = try #require(client.answer())
            #expect(answer.status == 200 && !answer.head.contains("Connection:"))
            if outcome.hasSuffix("later") {
                try synchronize()
                #expect(!client.hasNews)
                advance()
            }
            let rest = client.rest()
            #expect(rest.bytes.isEmpty && rest.ending == .fin)
        case "half, then FIN", "100 bytes of the body, then FIN", "half in a chunk, then no chunk, then FIN":
            client.send(request.text())
            let head = try #require(client.answer(toHead: true)).head
            let rest = client.rest()
            let body = String(decoding: rest.bytes, as: UTF8.self)
            #expect(rest.ending == .fin)
            if outcome.hasPrefix("half in a chunk") {
                #expect(head.contains("\r\nTransfer-Encoding: chunked\r\n"))
                let size = try #require(Int(body.prefix { $0 != "\r\n" }, radix: 16))
                let behind = body.dropFirst(String(size, radix: 16).count + 1 + size)
                #expect(size > 0 && behind.hasPrefix("\r\n"))
                #expect(Int(behind.dropFirst().prefix { $0 != "\r\n" }, radix: 16) == nil)
            } else {
                let whole = try #require(length(of: head))
                #expect(rest.bytes.count == (outcome.hasPrefix("half") ? whole / 2 : 100) && whole > 100)
            }
        case "no HTTP, then FIN":
            client.send(request.text())
            let rest = client.rest()
            #expect(!rest.bytes.isEmpty && !rest.bytes.starts(with: "HTTP".utf8) && rest.ending == .fin)
        default:
            Issue.record("no client can see \"\(outcome)\"")
        }
    }

    /// Calls, sees that no whole answer comes while time stands still, and lets an hour pass.
    private func waitInVain(_ client: TestClient) throws {
        client.send(request.text())
        try synchronize()
        #expect(!client.hasNews)
        advance()
    }

    private func advance() { server.advanceTransportClock(byMilliseconds: 3_600_000) }

    /// Has the server answer somebody else: what was sent before is then computed.
    private func synchronize() throws {
        let other = try TestClient(port: server.port)
        other.send("GET /@healthy~other/v1/auth/me HTTP/1.1\r\nHost: localhost\r\nCookie: sid=dev\r\n\r\n")
        #expect(other.answer()?.status == 200)
    }

    private func length(of head: String) -> Int? {
        head.split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }.flatMap { Int($0.dropFirst(16)) }
    }
}
