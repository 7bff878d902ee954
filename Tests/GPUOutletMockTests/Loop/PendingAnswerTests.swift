import OutletEngine
import OutletWire
import Testing

@testable import GPUOutletMock

@Suite("Answers that are completed later")
struct PendingAnswerTests {
    static let ticket = Ticket(1)

    static func held(_ request: Request) -> Reply {
        request.target == "/held" ? .held(ticket, timeoutMilliseconds: 5000) : Canned.echo(request)
    }

    static func stream(_ request: Request) -> Reply {
        .stream(
            ticket,
            opening: Response(status: 200, headers: [HeaderField("Content-Type", "text/event-stream")]))
    }

    @Test("A held answer waits for its release, and holds those behind it")
    func release() {
        let client = Harness(reply: Self.held)
        client.receive(.get("/held") + .get("/behind"))
        #expect(client.text.isEmpty)
        #expect(client.connection.ticket == Self.ticket)
        client.connection.complete(
            Response(status: 200, body: Array("x /done".utf8)), date: Harness.date, at: client.now)
        client.settle()
        #expect(client.echoes == ["x /done", "GET /behind "])
        #expect(client.connection.ticket == nil)
    }

    @Test("A held answer whose time is up is asked for again")
    func expiry() {
        let client = Harness(reply: Self.held)
        client.receive(.get("/held"))
        client.advance(milliseconds: 4999)
        #expect(client.expired.isEmpty)
        client.advance(milliseconds: 1)
        #expect(client.expired == [Self.ticket])
        #expect(client.text.hasPrefix("HTTP/1.1 408 "))
        #expect(client.wantsInput && !client.isLingering)
    }

    @Test("A client that leaves a held answer is let go, with its ticket still on it")
    func leaving() {
        let client = Harness(reply: Self.held)
        client.receive(.get("/held"))
        client.end()
        #expect(client.isClosed)
        #expect(client.connection.ticket == Self.ticket)
    }

    @Test("A stream has no length, sends each event as it comes, and ends with the connection")
    func stream() {
        let client = Harness(reply: Self.stream)
        client.receive(.get("/stream"))
        #expect(client.text.contains("Connection: close\r\n"))
        #expect(!client.text.contains("Content-Length"))
        client.connection.push(Array("data: 1\n\n".utf8), at: client.now)
        client.settle()
        client.connection.push(Array("data: 2\n\n".utf8), at: client.now)
        client.settle()
        #expect(client.text.hasSuffix("\r\n\r\ndata: 1\n\ndata: 2\n\n"))
        client.connection.endStream()
        client.settle()
        #expect(client.isLingering)
    }

    @Test("A held answer that turns into a stream begins with its response, and ends where its world is dropped before")
    func opening() {
        let client = Harness(reply: Self.held)
        client.receive(.get("/held"))
        client.connection.push(Array("data: 0\n\n".utf8), at: client.now)
        client.connection.open(
            Response(status: 200, body: Array("data: 1\n\n".utf8)), date: Harness.date, at: client.now)
        client.connection.push(Array("data: 2\n\n".utf8), at: client.now)
        client.settle()
        #expect(client.text.hasSuffix("\r\n\r\ndata: 1\n\ndata: 2\n\n"))
        #expect(client.connection.ticket == Self.ticket)
        let other = Harness(reply: Self.held)
        other.receive(.get("/held"))
        other.connection.endStream()
        other.settle()
        #expect(other.text.isEmpty && other.isLingering)
    }

    @Test("A slow reader misses events, costs a bounded buffer, and is told how many it missed")
    func slowReader() {
        var limits = ConnectionLimits()
        limits.waitingStreamBytes = 1000
        let client = Harness(limits: limits, reply: Self.stream)
        client.receive(.get("/stream"))
        client.readerIsAwake = false
        for number in 0..<1000 {
            client.connection.push(Array("data: \(number)\n\n".utf8), at: client.now)
            client.settle()
        }
        #expect(client.connection.output.count <= 1000)
        client.readerIsAwake = true
        client.settle()
        let arrived = client.text.split(separator: "data: ").count - 1
        client.connection.push(Array("data: last\n\n".utf8), at: client.now)
        client.settle()
        #expect(client.text.hasSuffix("event: dropped\ndata: {\"dropped\":\(1000 - arrived)}\n\ndata: last\n\n"))
    }

    @Test("A quiet stream is kept alive by comments, at the same distance each")
    func heartbeat() {
        let client = Harness(reply: Self.stream)
        client.receive(.get("/stream"))
        client.advance(milliseconds: 10_000)
        client.connection.push(Array("data: 1\n\n".utf8), at: client.now)
        client.settle()
        client.advance(milliseconds: 14_999)
        #expect(client.text.hasSuffix("data: 1\n\n"))
        client.advance(milliseconds: 1)
        client.advance(milliseconds: 15_000)
        #expect(client.text.hasSuffix("data: 1\n\n: still here\n\n: still here\n\n"))
    }

    @Test("The answer to HEAD for a stream is its head")
    func headOfStream() {
        let client = Harness(reply: Self.stream)
        client.receive("HEAD /stream HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.text.hasSuffix("\r\n\r\n"))
        #expect(client.isLingering)
    }
}
