import OutletEngine
import OutletWire
import Testing

@testable import GPUOutletMock

@Suite("One connection, without sockets")
struct ConnectionTests {
    @Test("Requests are answered in order, and the connection stays")
    func keepAlive() {
        let client = Harness()
        client.receive(.get("/1"))
        client.receive(.post("/2", "", "hi"))
        #expect(client.text.contains("GET /1 "))
        #expect(client.text.hasSuffix("POST /2 hi"))
        #expect(client.wantsInput)
    }

    @Test(
        "The answer to the last request says so, and the sending side is shut",
        arguments: [
            .get("/", "Connection: close\r\n"), "GET / HTTP/1.0\r\n\r\n",
        ])
    func lastRequest(request: String) {
        let client = Harness()
        client.receive(request + .get("/ignored"))
        #expect(client.text.contains("Connection: close\r\n"))
        #expect(!client.text.contains("/ignored"))
        #expect(client.isLingering)
        client.end()
        #expect(client.isClosed)
    }

    @Test("HTTP/1.0 keeps the connection only if both sides say so")
    func http10() {
        let client = Harness()
        client.receive("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        #expect(client.text.contains("Connection: keep-alive\r\n"))
        #expect(client.wantsInput && !client.isLingering)
    }

    @Test("A malformed request is answered, then the connection ends; a client that never closes is cut off")
    func refusal() {
        let client = Harness()
        client.receive("GET / HTTP/1.1\r\n\r\n" + .get("/smuggled"))
        #expect(client.text.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        #expect(client.text.contains("Connection: close\r\n"))
        #expect(client.text.contains("RFC 9112 §3.2"))
        #expect(!client.text.contains("smuggled"))
        #expect(client.isLingering && client.wantsInput)
        client.advance(milliseconds: 2000)
        #expect(client.isClosed)
    }

    @Test("A client that shuts its side is answered first")
    func halfClosed() {
        let client = Harness()
        client.receive(.get("/1") + .get("/2"))
        client.end()
        #expect(client.text.contains("/1") && client.text.contains("/2"))
        #expect(client.isClosed)
    }

    @Test("A client that shuts its side in the middle of a request is told")
    func endedEarly() {
        let client = Harness()
        client.receive("GET / HT")
        client.end()
        #expect(client.text.hasPrefix("HTTP/1.1 400 "))
        #expect(client.text.contains("RFC 9112 §8"))
    }

    // MARK: 100-continue

    static let expecting = "POST /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"

    @Test("A client that waits for 100 Continue gets it, once")
    func interimAnswer() {
        let client = Harness()
        client.receive(Self.expecting)
        #expect(client.text == "HTTP/1.1 100 Continue\r\n\r\n")
        client.receive("h")
        client.receive("i")
        #expect(client.text.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"))
        #expect(client.text.hasSuffix("POST /x hi"))
    }

    @Test("A client that has sent some of the body already does not (RFC 9110 §10.1.1)")
    func noInterimAnswer() {
        let client = Harness()
        client.receive(Self.expecting + "h")
        #expect(client.text.isEmpty)
    }

    @Test("A body that is too large is refused instead of asked for")
    func refusedInsteadOfAskedFor() {
        let client = Harness()
        client.receive("POST /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 65537\r\n\r\n")
        #expect(client.text.hasPrefix("HTTP/1.1 413 "))
    }

    @Test(
        "A control call that may not be made is refused by its head, before its body is asked for or taken",
        arguments: ["Content-Length: 60000", "Transfer-Encoding: chunked"])
    func refusedByHead(framing: String) {
        let client = Harness()
        client.headReply = Reply(Response(status: 401))
        client.receive("PUT /@w/__admin/state HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\(framing)\r\n\r\n")
        #expect(client.text.hasPrefix("HTTP/1.1 401 ") && client.text.contains("\r\nConnection: close\r\n"))
        #expect(client.judged == ["/@w/__admin/state"])
        #expect(client.isLingering)
        client.receive("body" + .get("/second"))
        #expect(client.echoes.isEmpty && client.connection.parser.bufferedByteCount == 0)
    }

    @Test("A control call that may be made is judged once, and its body asked for")
    func judgedOnce() {
        let client = Harness()
        client.receive("PUT /__admin/x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
        #expect(client.text == "HTTP/1.1 100 Continue\r\n\r\n")
        client.receive("hi" + .post("/v1/x", "", "a"))
        #expect(client.text.contains("PUT /__admin/x hi") && client.text.hasSuffix("POST /v1/x a"))
        #expect(client.judged == ["/__admin/x"])
    }

    @Test(
        "Calls to the control plane may have a larger body",
        arguments: [
            ("/__admin/state", true), ("/__admin", true), ("/@w/__admin/state", true), ("/__admin?x", true),
            ("/__administrator", false), ("/v1/__admin/x", false), ("/@w/v1/rentals", false), ("/@w", false),
            ("/v1/rentals?x=/__admin/", false),
        ])
    func bodyLimit(target: String, isLarge: Bool) {
        let client = Harness()
        client.receive("PUT \(target) HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n")
        #expect(client.text.hasPrefix("HTTP/1.1 413 ") == !isLarge)
    }

    // MARK: Bounds

    @Test("A reader that takes nothing stops us from taking requests, until it reads again")
    func backpressure() {
        var limits = ConnectionLimits()
        limits.waitingOutputBytes = 1000
        let client = Harness(limits: limits)
        client.readerIsAwake = false
        client.receive(String(repeating: .get("/many"), count: 100))
        #expect(!client.wantsInput)
        #expect(client.connection.output.count < 1500)
        client.readerIsAwake = true
        client.settle()
        #expect(client.echoes == [String](repeating: "GET /many ", count: 100))
        #expect(client.wantsInput)
    }

    @Test("A reader that takes nothing for too long is torn down")
    func stalledReader() {
        let client = Harness()
        client.readerIsAwake = false
        client.receive(.get("/"))
        client.advance(milliseconds: 29_999)
        #expect(!client.isReset)
        client.advance(milliseconds: 1)
        #expect(client.isReset)
    }

    @Test("What is pipelined behind a late answer is bounded")
    func boundedInput() {
        let client = Harness(reply: Canned.odd(Delivery(delayMilliseconds: 1000)))
        client.receive(.get("/odd"))
        #expect(client.wantsInput)
        client.receive(String(repeating: "x", count: 65_536))
        #expect(!client.wantsInput)
    }

    // MARK: Timeouts

    @Test("A head that is not complete in time is answered 408", arguments: ["G", "GET / HTTP/1.1\r\nHost: a\r\n"])
    func slowHead(start: String) {
        let client = Harness()
        client.receive(start)
        client.advance(milliseconds: 6_000)
        client.receive("X")
        client.advance(milliseconds: 3_999)
        #expect(client.text.isEmpty)
        client.advance(milliseconds: 1)
        #expect(client.text.hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
        #expect(client.isLingering)
    }

    @Test("A body that is not complete in time is answered 408, however steadily it drips")
    func slowBody() {
        let client = Harness()
        client.receive("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n")
        for _ in 0..<29 {
            client.advance(milliseconds: 1_000)
            client.receive("x")
        }
        #expect(client.text.isEmpty)
        client.advance(milliseconds: 1_000)
        #expect(client.text.hasPrefix("HTTP/1.1 408 "))
    }

    @Test("A connection without requests is closed without a word", arguments: ["", .get("/")])
    func idle(first: String) {
        let client = Harness()
        client.receive(first)
        let before = client.text
        client.advance(milliseconds: 74_999)
        #expect(!client.isLingering)
        client.advance(milliseconds: 1)
        #expect(client.isLingering)
        #expect(client.text == before)
    }

    @Test("Each request gives the connection its idle time anew")
    func idleStartsAgain() {
        let client = Harness()
        for _ in 0..<5 {
            client.receive(.get("/"))
            client.advance(milliseconds: 60_000)
        }
        #expect(client.wantsInput && !client.isLingering)
    }
}
