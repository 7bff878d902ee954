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
        let client = Harness(reply: Canned.odd(Delivery(ending: .truncate)))
        client.receive(.post("/odd", "", "0123456789"))
        #expect(client.text.contains("Content-Length: 20\r\n"))
        #expect(client.text.hasSuffix("\r\n\r\nPOST /odd "))
        #expect(client.isLingering)
    }

    @Test("Without a body the head is cut")
    func truncateWithoutBody() {
        let client = Harness { _ in Reply(Response(status: 204), delivery: Delivery(ending: .truncate)) }
        client.receive(.get("/odd"))
        #expect(client.text.hasPrefix("HTTP/1.1 204"))
        #expect(!client.text.contains("\r\n\r\n"))
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
