import OutletEngine
import OutletWire
import Testing

@testable import GPUOutletMock

@Suite("How an answer leaves")
struct DeliveryTests {
    @Test("A late answer comes when its time has come, and holds those behind it")
    func delay() {
        let client = Harness(reply: Canned.odd(Delivery(delayMilliseconds: 250)))
        client.receive(.get("/odd") + .get("/behind"))
        client.advance(milliseconds: 249)
        #expect(client.text.isEmpty)
        client.advance(milliseconds: 1)
        #expect(client.echoes == ["GET /odd ", "GET /behind "])
    }

    @Test("A client that shuts its side still gets the late answer")
    func delayAndHalfClose() {
        let client = Harness(reply: Canned.odd(Delivery(delayMilliseconds: 250)))
        client.receive(.get("/odd"))
        client.end()
        #expect(!client.isClosed)
        client.advance(milliseconds: 250)
        #expect(client.text.hasSuffix("GET /odd "))
        #expect(client.isClosed)
    }

    @Test("A dripped answer comes at its pace, whole, and the connection goes on", arguments: [1, 7, 100, 5000])
    func drip(bytesPerSecond: Int) {
        let plain = Harness()
        plain.receive(.get("/odd"))
        let whole = plain.text
        let client = Harness(reply: Canned.odd(Delivery(bytesPerSecond: bytesPerSecond)))
        client.receive(.get("/odd") + .get("/behind"))
        #expect(client.text.isEmpty)
        var elapsed = 0
        while client.received.count < whole.utf8.count, elapsed < 1_000_000 {
            client.advance(milliseconds: 50)
            elapsed += 50
            let due = min(whole.utf8.count, elapsed * bytesPerSecond / 1000)
            let isOver = client.received.count > whole.utf8.count
            #expect(
                isOver || (client.received.count <= due && client.received.count > due - max(2, bytesPerSecond / 10)))
        }
        #expect(client.echoes == ["GET /odd ", "GET /behind "])
        #expect(elapsed >= whole.utf8.count * 1000 / bytesPerSecond)
    }

    @Test("A connection is reset without a byte of the answer")
    func reset() {
        let client = Harness(reply: Canned.odd(Delivery(ending: .reset)))
        client.receive(.get("/1"))
        let before = client.text
        client.receive(.get("/odd"))
        #expect(client.isReset)
        #expect(client.text == before)
    }

    @Test("A connection is closed without a byte of the answer")
    func close() {
        let client = Harness(reply: Canned.odd(Delivery(ending: .close)))
        client.receive(.get("/odd"))
        #expect(client.text.isEmpty)
        #expect(client.isLingering)
    }

    @Test("A late reset is late")
    func lateReset() {
        let client = Harness(reply: Canned.odd(Delivery(delayMilliseconds: 100, ending: .reset)))
        client.receive(.get("/odd"))
        #expect(!client.isReset)
        client.advance(milliseconds: 100)
        #expect(client.isReset)
    }

    @Test("A hung answer never comes, and a client that leaves is let go")
    func hang() {
        let client = Harness(reply: Canned.odd(Delivery(ending: .hang)))
        client.receive(.get("/odd") + .get("/behind"))
        client.advance(milliseconds: 1_000_000)
        #expect(client.text.isEmpty)
        #expect(client.connection.deadline == nil)
        client.end()
        #expect(client.isClosed)
    }

    @Test("A truncated answer announces its whole length and sends half")
    func truncate() throws {
        let client = Harness(reply: Canned.odd(Delivery(ending: .truncate())))
        client.receive(.post("/odd", "", "0123456789"))
        #expect(client.text.contains("Content-Length: 20\r\n"))
        #expect(client.text.hasSuffix("\r\n\r\nPOST /odd "))
        #expect(client.isLingering)
    }

    @Test("Without a body the head is cut")
    func truncateWithoutBody() {
        let client = Harness { _ in Reply(Response(status: 204), delivery: Delivery(ending: .truncate())) }
        client.receive(.get("/odd"))
        #expect(client.text.hasPrefix("HTTP/1.1 204"))
        #expect(!client.text.contains("\r\n\r\n"))
    }

    @Test(
        "A cut at a place sends so much of the body, and never all of it",
        arguments: [
            (0, ""), (3, "POS"), (19, "POST /odd 012345678"), (20, "POST /odd 012345678"),
            (4_000_000_000, "POST /odd 012345678"),
        ])
    func truncateAt(place: UInt32, sent: String) {
        for ending in [Delivery.Ending.truncate(at: place), .stall(at: place)] {
            let client = Harness(reply: Canned.odd(Delivery(ending: ending)))
            client.receive(.post("/odd", "", "0123456789"))
            #expect(client.text.contains("Content-Length: 20\r\n"))
            #expect(client.text.hasSuffix("\r\n\r\n" + sent))
            #expect(client.isLingering == (ending == .truncate(at: place)))
        }
    }

    @Test("A stalled answer sends half, then neither a byte nor an end, and a client that leaves is let go")
    func stall() {
        let client = Harness(reply: Canned.odd(Delivery(ending: .stall())))
        client.receive(.post("/odd", "", "0123456789") + .get("/behind"))
        let half = client.text
        #expect(half.contains("Content-Length: 20\r\n") && half.hasSuffix("\r\n\r\nPOST /odd "))
        client.advance(milliseconds: 1_000_000)
        #expect(client.text == half)
        #expect(client.connection.deadline == nil)
        client.end()
        #expect(client.isClosed)
    }

    @Test("A stalled answer whose reader takes nothing is torn down in time")
    func stalledReader() {
        let client = Harness(reply: Canned.odd(Delivery(ending: .stall())))
        client.readerIsAwake = false
        client.receive(.get("/odd"))
        client.advance(milliseconds: 30_000)
        #expect(client.isReset)
    }

    @Test("Bad chunks are one good chunk with half of the body, then no chunk's size, then the end")
    func badChunk() {
        let client = Harness(reply: Canned.odd(Delivery(ending: .badChunk)))
        client.receive(.post("/odd", "", "0123456789"))
        #expect(client.text.contains("\r\nTransfer-Encoding: chunked\r\n") && !client.text.contains("Content-Length"))
        #expect(client.text.hasSuffix("\r\n\r\na\r\nPOST /odd \r\nno chunk\r\n"))
        #expect(client.isLingering)
    }

    @Test(
        "To whom no chunks can be sent, bad chunks are a cut",
        arguments: ["GET /odd HTTP/1.0\r\n\r\n", "HEAD /odd HTTP/1.1\r\nHost: a\r\n\r\n"])
    func noChunks(request: String) {
        let client = Harness(reply: Canned.odd(Delivery(ending: .badChunk)))
        client.receive(request)
        #expect(client.text.hasPrefix("HTTP/1.1 200 ") && !client.text.contains("Transfer-Encoding"))
        #expect(client.isLingering)
        let cut = Harness(reply: Canned.odd(Delivery(ending: .truncate())))
        cut.receive(request)
        #expect(cut.isLingering)
    }

    @Test("The last answer is whole and says nothing of the end that follows it")
    func last() {
        let client = Harness(reply: Canned.odd(Delivery(ending: .last())))
        client.receive(.get("/odd") + .get("/behind"))
        #expect(client.echoes == ["GET /odd "])
        #expect(!client.text.contains("Connection:"))
        #expect(client.isLingering)
    }

    @Test("The end may come a while after the last answer, and what is asked until then is not answered")
    func lastAfter() {
        let client = Harness(reply: Canned.odd(Delivery(ending: .last(afterMilliseconds: 500))))
        client.receive(.get("/odd"))
        #expect(client.echoes == ["GET /odd "])
        client.receive(.get("/behind"))
        client.advance(milliseconds: 499)
        #expect(!client.isLingering && !client.isClosed)
        client.advance(milliseconds: 1)
        #expect(client.isLingering)
        #expect(client.echoes == ["GET /odd "])
        let leaver = Harness(reply: Canned.odd(Delivery(ending: .last(afterMilliseconds: 500))))
        leaver.receive(.get("/odd"))
        leaver.end()
        #expect(leaver.isClosed)
    }

    @Test("The body waits behind the head, and a drip drips both", arguments: [nil, 100])
    func bodyDelay(bytesPerSecond: Int?) {
        let client = Harness(
            reply: Canned.odd(
                Delivery(delayMilliseconds: 100, bodyDelayMilliseconds: 2000, bytesPerSecond: bytesPerSecond)))
        client.receive(.get("/odd") + .get("/behind"))
        client.advance(milliseconds: 99)
        #expect(client.text.isEmpty)
        client.advance(milliseconds: 1)
        if bytesPerSecond != nil { client.advance(milliseconds: 60_000) }
        #expect(client.text.hasSuffix("\r\nContent-Length: 9\r\n\r\n"))
        client.advance(milliseconds: 1999)
        #expect(client.text.hasSuffix("\r\n\r\n"))
        client.advance(milliseconds: 1)
        if bytesPerSecond != nil { client.advance(milliseconds: 60_000) }
        #expect(client.echoes == ["GET /odd ", "GET /behind "])
    }

    @Test(
        "A body that waits may be cut too",
        arguments: [Delivery.Ending.truncate(), .truncate(at: 0), .stall(), .stall(at: 0), .badChunk, .last()])
    func bodyDelayAndEnding(ending: Delivery.Ending) {
        let plain = Harness(reply: Canned.odd(Delivery(ending: ending)))
        plain.receive(.get("/odd"))
        let client = Harness(reply: Canned.odd(Delivery(bodyDelayMilliseconds: 2000, ending: ending)))
        client.receive(.get("/odd"))
        #expect(client.text.hasSuffix("\r\n\r\n") && !client.isLingering)
        client.advance(milliseconds: 2000)
        #expect(client.received == plain.received)
        #expect(client.isLingering == plain.isLingering)
    }

    @Test("An early end comes when the head has arrived, and nothing of the body is taken")
    func early() {
        let client = Harness()
        client.headReply = Reply(Response(status: 0), delivery: Delivery(ending: .early))
        client.receive("POST /odd HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n")
        #expect(client.judged == ["/odd"])
        #expect(client.text.isEmpty && client.isReset)
    }

    @Test("A head is judged once, and not where its body has come along")
    func judgedHeads() {
        let client = Harness()
        client.receive(
            .post("/whole", "", "0123456789") + "POST /part HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n1")
        client.receive("2")
        client.receive("34" + .get("/"))
        #expect(client.judged == ["/part"])
        #expect(client.text.hasSuffix("GET / ") && client.text.contains("POST /part 1234"))
    }

    @Test("A head is judged before its body is found to be too large, or no body")
    func judgedBeforeRefused() {
        for framing in ["Content-Length: 65537\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\nxyz\r\n"] {
            let client = Harness()
            client.headReply = Reply(Response(status: 0), delivery: Delivery(ending: .early))
            client.receive("POST /odd HTTP/1.1\r\nHost: a\r\n" + framing)
            #expect(client.judged == ["/odd"] && client.text.isEmpty && client.isReset)
        }
    }

    @Test("A late early end lets the client send on in the meantime")
    func lateEarly() {
        let client = Harness()
        client.headReply = Reply(Response(status: 0), delivery: Delivery(delayMilliseconds: 100, ending: .early))
        client.receive("POST /odd HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n01234")
        client.receive("56789" + .get("/behind"))
        #expect(!client.isReset && client.text.isEmpty)
        client.advance(milliseconds: 100)
        #expect(client.isReset && client.text.isEmpty)
    }

    @Test("Garbage is no HTTP, and the same each time")
    func garbage() {
        let first = Harness(reply: Canned.odd(Delivery(ending: .garbage)))
        first.receive(.get("/odd"))
        let second = Harness(reply: Canned.odd(Delivery(ending: .garbage)))
        second.receive(.get("/odd"))
        #expect(!first.received.isEmpty && first.received == second.received)
        #expect(!first.text.contains("HTTP"))
        #expect(first.isLingering)
    }

    @Test("HEAD gets the length without the body")
    func head() {
        let client = Harness()
        client.receive("HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n" + .get("/y"))
        #expect(client.text.contains("Content-Length: 8\r\n"))
        #expect(!client.text.contains("HEAD /x"))
        #expect(client.text.hasSuffix("GET /y "))
    }

    @Test("A stop cuts what only waits, and lets what was computed leave")
    func stop() {
        let deliveries = [
            Delivery(delayMilliseconds: 10), Delivery(bytesPerSecond: 10), Delivery(ending: .hang),
            Delivery(ending: .stall()), Delivery(bodyDelayMilliseconds: 10),
            Delivery(ending: .last(afterMilliseconds: 9)),
        ]
        for delivery in deliveries {
            let client = Harness(reply: Canned.odd(delivery))
            client.receive(.get("/odd"))
            client.connection.cut()
            #expect(client.isClosed)
        }
        let slow = Harness()
        slow.readerIsAwake = false
        slow.receive(.get("/"))
        slow.connection.cut()
        #expect(!slow.isClosed)
        slow.readerIsAwake = true
        slow.settle()
        #expect(slow.text.hasSuffix("GET / "))
        #expect(slow.isLingering)
    }
}
