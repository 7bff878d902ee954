import OutletEngine
import OutletWire
import Testing

@testable import GPUOutletMock

@Suite("Deliveries over sockets, on a clock that the test moves")
struct LiveDeliveryTests {
    struct Setup {
        let server: MockServer
        let client: TestClient

        init(_ poller: Poller.Kind, _ delivery: Delivery) throws {
            server = try LiveServer.make(
                poller, clock: .manual(ManualClock()), handler: Canned.handler(Canned.odd(delivery)))
            client = try TestClient(port: server.port)
        }

        /// Has the server answer something else on another connection: what was sent before is then computed.
        func synchronize() throws {
            let other = try TestClient(port: server.port)
            other.send(.get("/sync"))
            _ = other.answer()
        }
    }

    @Test(
        "A late answer comes when the clock says so, and other connections do not wait for it",
        arguments: LiveServer.pollers)
    func delay(poller: Poller.Kind) throws {
        let setup = try Setup(poller, Delivery(delayMilliseconds: 60_000))
        setup.client.send(.get("/before") + .get("/odd") + .get("/behind"))
        #expect(setup.client.answer()?.body == "GET /before ")
        try setup.synchronize()
        setup.server.advanceTransportClock(byMilliseconds: 60_000)
        #expect(setup.client.answer()?.body == "GET /odd ")
        #expect(setup.client.answer()?.body == "GET /behind ")
    }

    @Test("A dripped answer comes in steps", arguments: LiveServer.pollers)
    func drip(poller: Poller.Kind) throws {
        let setup = try Setup(poller, Delivery(bytesPerSecond: 10))
        setup.client.send(.get("/before") + .get("/odd"))
        #expect(setup.client.answer()?.body == "GET /before ")
        setup.server.advanceTransportClock(byMilliseconds: 1000)
        #expect(setup.client.take(10) == "HTTP/1.1 2")
        setup.server.advanceTransportClock(byMilliseconds: 500)
        #expect(setup.client.take(5) == "00 OK")
        setup.server.advanceTransportClock(byMilliseconds: 60_000)
        #expect(setup.client.answer()?.body == "GET /odd ")
    }

    @Test("A reset is a RST", arguments: LiveServer.pollers)
    func reset(poller: Poller.Kind) throws {
        let setup = try Setup(poller, Delivery(ending: .reset))
        setup.client.send(.get("/odd"))
        let rest = setup.client.rest()
        #expect(rest.bytes.isEmpty && rest.ending == .reset)
    }

    @Test("A close is a FIN", arguments: LiveServer.pollers)
    func close(poller: Poller.Kind) throws {
        let setup = try Setup(poller, Delivery(ending: .close))
        setup.client.send(.get("/odd") + .get("/never"))
        let rest = setup.client.rest()
        #expect(rest.bytes.isEmpty && rest.ending == .fin)
    }

    @Test("A truncated answer is the head, half the body and a FIN", arguments: LiveServer.pollers)
    func truncate(poller: Poller.Kind) throws {
        let setup = try Setup(poller, Delivery(ending: .truncate()))
        setup.client.send(.post("/odd", "", "0123456789"))
        let rest = setup.client.rest()
        let text = String(decoding: rest.bytes, as: UTF8.self)
        #expect(text.contains("Content-Length: 20\r\n") && text.hasSuffix("\r\n\r\nPOST /odd "))
        #expect(rest.ending == .fin)
    }

    @Test("A stalled answer is the head, half the body and silence, which a stop ends", arguments: LiveServer.pollers)
    func stall(poller: Poller.Kind) throws {
        let setup = try Setup(poller, Delivery(ending: .stall()))
        setup.client.send(.post("/odd", "", "0123456789") + .get("/never"))
        try setup.synchronize()
        setup.server.advanceTransportClock(byMilliseconds: 3_600_000)
        try setup.synchronize()
        setup.server.stop()
        let rest = setup.client.rest()
        let text = String(decoding: rest.bytes, as: UTF8.self)
        #expect(text.contains("Content-Length: 20\r\n") && text.hasSuffix("\r\n\r\nPOST /odd "))
        #expect(rest.ending == .fin)
    }

    @Test("The last answer is whole, and a FIN follows at once or later", arguments: LiveServer.pollers, [0, 60_000])
    func last(poller: Poller.Kind, milliseconds: Int) throws {
        let setup = try Setup(poller, Delivery(ending: .last(afterMilliseconds: milliseconds)))
        setup.client.send(.get("/odd") + .get("/never"))
        let answer = try #require(setup.client.answer())
        #expect(answer.body == "GET /odd " && !answer.head.contains("Connection:"))
        if milliseconds > 0 { setup.server.advanceTransportClock(byMilliseconds: milliseconds) }
        let rest = setup.client.rest()
        #expect(rest.bytes.isEmpty && rest.ending == .fin)
    }

    @Test("Bad chunks end with a FIN", arguments: LiveServer.pollers)
    func badChunk(poller: Poller.Kind) throws {
        let setup = try Setup(poller, Delivery(ending: .badChunk))
        setup.client.send(.get("/odd"))
        let rest = setup.client.rest()
        #expect(String(decoding: rest.bytes, as: UTF8.self).hasSuffix("\r\n\r\n5\r\nGET /\r\nno chunk\r\n"))
        #expect(rest.ending == .fin)
    }

    @Test("A body waits behind its head until the clock says so", arguments: LiveServer.pollers)
    func bodyDelay(poller: Poller.Kind) throws {
        let setup = try Setup(poller, Delivery(bodyDelayMilliseconds: 60_000))
        setup.client.send(.get("/odd") + .get("/behind"))
        #expect(setup.client.answer(toHead: true)?.status == 200)
        try setup.synchronize()
        setup.server.advanceTransportClock(byMilliseconds: 60_000)
        #expect(setup.client.take(9) == "GET /odd ")
        #expect(setup.client.answer()?.body == "GET /behind ")
    }

    @Test("An early end is a RST while the body is still to come", arguments: LiveServer.pollers)
    func early(poller: Poller.Kind) throws {
        var handler = Canned.handler()
        handler.headReply = { head, _ in
            head.target == "/odd" ? (Reply(Response(status: 0), delivery: Delivery(ending: .early)), []) : nil
        }
        let server = try LiveServer.make(poller, handler: handler)
        let client = try TestClient(port: server.port)
        client.send("POST /odd HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nand so on")
        let rest = client.rest()
        #expect(rest.bytes.isEmpty && rest.ending == .reset)
        let other = try TestClient(port: server.port)
        other.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n1")
        other.send("2")
        #expect(other.answer()?.body == "POST /x 12")
    }

    @Test("Garbage is garbage and a FIN", arguments: LiveServer.pollers)
    func garbage(poller: Poller.Kind) throws {
        let setup = try Setup(poller, Delivery(ending: .garbage))
        setup.client.send(.get("/odd"))
        let rest = setup.client.rest()
        #expect(rest.bytes.count == 64 && rest.ending == .fin)
    }

    @Test(
        "A stop cuts what hangs, waits or drips, and returns", arguments: LiveServer.pollers,
        [Delivery(ending: .hang), Delivery(delayMilliseconds: 3_600_000), Delivery(bytesPerSecond: 1)])
    func stop(poller: Poller.Kind, delivery: Delivery) throws {
        let setup = try Setup(poller, delivery)
        setup.client.send(.get("/before") + .get("/odd"))
        #expect(setup.client.answer()?.body == "GET /before ")
        setup.server.stop()
        let rest = setup.client.rest()
        #expect(rest.bytes.isEmpty && rest.ending == .fin)
        #expect(throws: TestClient.Failure.self) { try TestClient(port: setup.server.port) }
        setup.server.stop()
    }

    @Test("What was asked before a stop is answered", arguments: LiveServer.pollers)
    func askedBeforeStop(poller: Poller.Kind) throws {
        let server = try LiveServer.make(poller)
        let fresh = try TestClient(port: server.port)
        fresh.send(.get("/fresh"))
        server.stop()
        #expect(fresh.answer()?.body == "GET /fresh ")
        #expect(fresh.rest().ending == .fin)
    }

    @Test("A server that nobody holds stops", arguments: LiveServer.pollers)
    func lastReference(poller: Poller.Kind) throws {
        var server: MockServer? = try LiveServer.make(poller)
        let client = try TestClient(port: try #require(server).port)
        server = nil
        #expect(client.rest().ending != .silence)
    }

    @Test("A slow head is answered 408 when the clock says so", arguments: LiveServer.pollers)
    func slowHead(poller: Poller.Kind) throws {
        let setup = try Setup(poller, .now)
        // What comes in one segment is read at once: after this answer the server has the half request too.
        setup.client.send(.get("/before") + "GET /slow HT")
        #expect(setup.client.answer()?.body == "GET /before ")
        setup.server.advanceTransportClock(byMilliseconds: 10_000)
        #expect(setup.client.answer()?.status == 408)
        #expect(setup.client.rest().ending == .fin)
    }

    @Test("An idle connection is closed without a word", arguments: LiveServer.pollers)
    func idle(poller: Poller.Kind) throws {
        let setup = try Setup(poller, .now)
        setup.client.send(.get("/before"))
        #expect(setup.client.answer()?.status == 200)
        setup.server.advanceTransportClock(byMilliseconds: 75_000)
        let rest = setup.client.rest()
        #expect(rest.bytes.isEmpty && rest.ending == .fin)
    }

    @Test("Delays also work on the machine's clock", arguments: LiveServer.pollers)
    func machineClock(poller: Poller.Kind) throws {
        let server = try LiveServer.make(poller, handler: Canned.handler(Canned.odd(Delivery(delayMilliseconds: 20))))
        let client = try TestClient(port: server.port)
        let start = ContinuousClock.now
        client.send(.get("/odd"))
        #expect(client.answer()?.body == "GET /odd ")
        #expect(start.duration(to: .now) >= .milliseconds(20))
    }
}
