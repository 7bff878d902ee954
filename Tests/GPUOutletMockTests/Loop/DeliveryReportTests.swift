import OutletEngine
import OutletWire
import Testing

@testable import GPUOutletMock

@Suite("Whether an answer has left is told")
struct DeliveryReportTests {
    private static let late = Delivery(delayMilliseconds: 1000)
    private static let heldBack = [
        late, Delivery(bytesPerSecond: 10), Delivery(ending: .hang), Delivery(ending: .stall()),
        Delivery(bodyDelayMilliseconds: 1000),
    ]

    @Test("of none that leaves at once")
    func atOnce() {
        let client = Harness(reply: Canned.exchange(Self.late))
        client.receive(.get("/1") + .get("/2"))
        client.end()
        client.lose(.clientLeft)
        #expect(client.reports.isEmpty)
        #expect(client.echoes.count == 2)
    }

    @Test(
        "of one that takes time, when its last byte is handed over",
        arguments: [
            late, Delivery(bytesPerSecond: 100), Delivery(bodyDelayMilliseconds: 1000),
            Delivery(bodyDelayMilliseconds: 1000, bytesPerSecond: 100, ending: .last(afterMilliseconds: 900_000)),
        ])
    func delivered(delivery: Delivery) {
        let client = Harness(reply: Canned.exchange(delivery))
        client.receive(.get("/odd1") + .get("/2"))
        #expect(client.reports.isEmpty)
        for _ in 0..<3 { client.advance(milliseconds: 20_000) }  // head, pause, body
        #expect(client.reports == ["1 handedOver"])
        client.end()
        client.lose(.clientLeft)
        #expect(client.reports == ["1 handedOver"])
    }

    @Test("of a last answer as of any other", arguments: [0, 1000])
    func last(afterMilliseconds: Int) {
        let client = Harness(reply: Canned.exchange(Delivery(ending: .last(afterMilliseconds: afterMilliseconds))))
        client.receive(.get("/odd1"))
        client.advance(milliseconds: 1)
        client.end()
        client.lose(.clientLeft)
        #expect(client.reports.isEmpty)
        let deaf = Harness(reply: Canned.exchange(Delivery(ending: .last(afterMilliseconds: afterMilliseconds))))
        deaf.readerIsAwake = false
        deaf.receive(.get("/odd1"))
        deaf.lose(.clientLeft)
        #expect(deaf.reports == ["1 clientLeft"])
    }

    @Test(
        "as soon as the client leaves one that is held back",
        arguments: [
            late, Delivery(bytesPerSecond: 10), Delivery(ending: .hang), Delivery(delayMilliseconds: 9, ending: .reset),
            Delivery(ending: .stall()), Delivery(ending: .stall(at: 0)), Delivery(bodyDelayMilliseconds: 1000),
            Delivery(bodyDelayMilliseconds: 1, ending: .stall(at: 0)),
        ])
    func left(delivery: Delivery) {
        let client = Harness(reply: Canned.exchange(delivery))
        client.receive(.get("/odd1"))
        client.advance(milliseconds: 5)
        client.end()
        #expect(client.reports == ["1 clientLeft"])
        client.advance(milliseconds: 60_000)
        client.lose(.clientLeft)
        #expect(client.reports == ["1 clientLeft"])
    }

    @Test("where the socket fails before a late answer has left")
    func failed() {
        let client = Harness(reply: Canned.exchange(Self.late))
        client.receive(.get("/odd1"))
        client.lose(.clientLeft)
        #expect(client.reports == ["1 clientLeft"])
    }

    @Test("of each whose bytes the reader has not taken when its socket fails")
    func stalled() {
        let client = Harness(reply: Canned.exchange(Self.late))
        client.receive(.get("/1"))
        client.readerIsAwake = false
        client.receive(.get("/2") + .get("/3"))
        client.end()  // it has shut one side, and may still read
        #expect(client.reports.isEmpty)
        client.lose(.clientLeft)
        #expect(client.reports == ["2 clientLeft", "3 clientLeft"])
    }

    @Test("of a reader that takes nothing for too long, as cut")
    func tooSlow() {
        let client = Harness(reply: Canned.exchange(Self.late))
        client.readerIsAwake = false
        client.receive(.get("/1"))
        client.advance(milliseconds: 60_000)
        #expect(client.isReset)
        client.lose(.cut)
        #expect(client.reports == ["1 cut"])
    }

    @Test("of a late answer only when all of it is taken")
    func lateAndStalled() {
        let client = Harness(reply: Canned.exchange(Self.late))
        client.receive(.get("/odd1"))
        client.readerIsAwake = false
        client.advance(milliseconds: 1000)
        #expect(client.reports.isEmpty)
        client.readerIsAwake = true
        client.settle()
        #expect(client.reports == ["1 handedOver"])
    }

    @Test("of a fault that breaks the connection late, when it has")
    func lateReset() {
        let client = Harness(reply: Canned.exchange(Delivery(delayMilliseconds: 100, ending: .reset)))
        client.receive(.get("/odd1"))
        client.advance(milliseconds: 100)
        #expect(client.isReset)
        #expect(client.reports == ["1 handedOver"])
    }

    @Test("when the server stops, as cut")
    func stop() {
        for delivery in Self.heldBack {
            let client = Harness(reply: Canned.exchange(delivery))
            client.receive(.get("/odd1"))
            client.connection.cut()
            client.lose(.cut)
            #expect(client.reports == ["1 cut"])
        }
    }

    @Test("of none that the engine has given up: its connection closes, and only its own")
    func dropped() {
        for delivery in Self.heldBack {
            let client = Harness(reply: Canned.exchange(delivery))
            client.receive(.get("/odd1"))
            client.connection.drop(DeliveryID(world: 0, era: 0, number: 2))
            #expect(!client.isClosed)
            client.connection.drop(DeliveryID(world: 0, era: 0, number: 1))
            client.settle()
            client.lose(.cut)
            #expect(client.isClosed && client.reports.isEmpty)
        }
    }
}
