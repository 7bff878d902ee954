import OutletEngine
import OutletWire
import Synchronization
import Testing

@testable import GPUOutletMock

@Suite("Held answers and streams over sockets")
struct LivePendingTests {
    /// A tiny engine: `/wait` is held, `/stream` listens, `/quiet` does nothing, and every other request releases both.
    final class Pending: Sendable {
        let waiting = Mutex<[Ticket]>([])
        let streams = Mutex<[Ticket]>([])
        let abandoned = Mutex<[Ticket]>([])
        let next = Atomic<Int>(1)

        var handler: Handler {
            Handler(
                reply: { request, _ in self.reply(request) },
                refusal: { error, _ in Canned.refusal(error) },
                expire: { ticket, _ in
                    self.waiting.withLock { $0.removeAll { $0 == ticket } }
                    return Response(status: 408, body: Array("timed out".utf8))
                },
                abandon: { ticket in
                    self.abandoned.withLock { $0.append(ticket) }
                    self.streams.withLock { $0.removeAll { $0 == ticket } }
                })
        }

        func reply(_ request: Request) -> (Reply, [Release]) {
            let ticket = Ticket(next.wrappingAdd(1, ordering: .relaxed).oldValue)
            switch request.target {
            case "/wait":
                waiting.withLock { $0.append(ticket) }
                return (.held(ticket, timeoutMilliseconds: 5000), [])
            case "/stream":
                streams.withLock { $0.append(ticket) }
                return (.stream(ticket, opening: Response(status: 200)), [])
            case "/quiet": return (Canned.echo(request), [])
            default:
                let event = Array("data: \(request.target)\n\n".utf8)
                let answered = waiting.withLock { tickets in
                    defer { tickets = [] }
                    return tickets
                }
                let answers = answered.map { Release.answer($0, Response(status: 200, body: event)) }
                let events = streams.withLock { $0 }.map { Release.event($0, event) }
                return (Canned.echo(request), answers + events)
            }
        }
    }

    @Test("A held answer is released by another connection's request", arguments: LiveServer.pollers)
    func release(poller: Poller.Kind) throws {
        let pending = Pending()
        let server = try LiveServer.make(poller, clock: .manual(ManualClock()), handler: pending.handler)
        let waiter = try TestClient(port: server.port)
        waiter.send(.get("/first") + .get("/wait"))
        #expect(waiter.answer()?.body == "GET /first ")
        let other = try TestClient(port: server.port)
        other.send(.get("/go"))
        #expect(other.answer()?.body == "GET /go ")
        #expect(waiter.answer()?.body == "data: /go\n\n")
        waiter.send(.get("/again"))
        #expect(waiter.answer()?.body == "GET /again ")
    }

    @Test("A held answer's time runs on the transport clock", arguments: LiveServer.pollers)
    func expiry(poller: Poller.Kind) throws {
        let pending = Pending()
        let server = try LiveServer.make(poller, clock: .manual(ManualClock()), handler: pending.handler)
        let waiter = try TestClient(port: server.port)
        waiter.send(.get("/first") + .get("/wait"))
        _ = waiter.answer()
        server.advanceTransportClock(byMilliseconds: 5000)
        #expect(waiter.answer()?.body == "timed out")
    }

    @Test("Many that time out at once all hear of it, over several turns", arguments: LiveServer.pollers)
    func manyTimeouts(poller: Poller.Kind) throws {
        let pending = Pending()
        let server = try LiveServer.make(poller, clock: .manual(ManualClock()), handler: pending.handler)
        let waiters = try (0..<50).map { _ in try TestClient(port: server.port) }
        for waiter in waiters {
            waiter.send(.get("/quiet") + .get("/wait"))
            _ = waiter.answer()
        }
        server.advanceTransportClock(byMilliseconds: 5000)
        for waiter in waiters { #expect(waiter.answer()?.body == "timed out") }
    }

    @Test("A stream hears of what others do; a listener that leaves is abandoned", arguments: LiveServer.pollers)
    func stream(poller: Poller.Kind) throws {
        let pending = Pending()
        let server = try LiveServer.make(poller, clock: .manual(ManualClock()), handler: pending.handler)
        let listener = try TestClient(port: server.port)
        listener.send(.get("/stream"))
        #expect(listener.answer()?.has("Connection: close") == true)
        let other = try TestClient(port: server.port)
        for number in 0..<3 {
            other.send(.get("/\(number)"))
            #expect(other.answer()?.status == 200)
            #expect(listener.take(10) == "data: /\(number)\n\n")
        }
        listener.close()
        server.stop()  // whichever the loop sees first, the farewell or the stop
        #expect(pending.abandoned.withLock { $0.count } == 1)
    }

    @Test("A listener that never reads stalls nobody, and costs a bounded buffer", arguments: LiveServer.pollers)
    func slowListener(poller: Poller.Kind) throws {
        let pending = Pending()
        var limits = ConnectionLimits()
        limits.waitingStreamBytes = 4096
        let server = try LiveServer.make(poller, limits: limits, handler: pending.handler)
        let listener = try TestClient(port: server.port, receiveBytes: 2048)
        listener.send(.get("/stream"))
        #expect(listener.answer() != nil)
        let other = try TestClient(port: server.port)
        let target = "/" + String(repeating: "x", count: 1000)
        for _ in 0..<400 {
            other.send(.get(target))
            #expect(other.answer()?.status == 200)
        }
    }

    @Test("A stop ends waits and streams", arguments: LiveServer.pollers)
    func stop(poller: Poller.Kind) throws {
        let pending = Pending()
        let server = try LiveServer.make(poller, handler: pending.handler)
        let waiter = try TestClient(port: server.port)
        waiter.send(.get("/first") + .get("/wait"))
        _ = waiter.answer()
        let listener = try TestClient(port: server.port)
        listener.send(.get("/stream"))
        _ = listener.answer()
        server.stop()
        #expect(waiter.rest().ending == .fin)
        #expect(listener.rest().ending == .fin)
        #expect(pending.abandoned.withLock { $0.count } == 2)
    }

    /// Releases that come from outside of the loop, as an embedding test makes them.
    final class Outside: Sendable {
        private let releases = Mutex<[Release]>([])
        func add(_ release: Release) { releases.withLock { $0.append(release) } }
        func take() -> [Release] {
            releases.withLock { releases in
                defer { releases = [] }
                return releases
            }
        }
    }

    @Test("What is released outside of a request leaves when the loop is woken", arguments: LiveServer.pollers)
    func wake(poller: Poller.Kind) throws {
        let outside = Outside()
        let server = try LiveServer.make(
            poller,
            handler: Handler(
                reply: { request, _ in
                    let isHeld = request.target == "/wait"
                    return (isHeld ? .held(Ticket(7), timeoutMilliseconds: 60_000) : Canned.echo(request), [])
                },
                refusal: { error, _ in Canned.refusal(error) },
                releases: { outside.take() }))
        let waiter = try TestClient(port: server.port)
        waiter.send(.get("/first") + .get("/wait"))
        #expect(waiter.answer()?.status == 200)
        outside.add(.answer(Ticket(7), Response(status: 200, body: Array("free".utf8))))
        server.wake()
        #expect(waiter.answer()?.body == "free")
    }
}
