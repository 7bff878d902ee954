import Dispatch
import OutletEngine
import OutletWire
import Synchronization
import Testing

@testable import GPUOutletMock

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite("Clients that misbehave")
struct AbuseTests {
    @Test("A storm of resets, at every point of a request, leaves the server as it was", arguments: LiveServer.pollers)
    func resetStorm(poller: Poller.Kind) throws {
        let server = try LiveServer.make(poller)
        let request = String.post("/x", "", "hello")
        for length in 0...request.utf8.count {
            let client = try TestClient(port: server.port)
            client.send(Array(request.utf8.prefix(length)))
            client.reset()
        }
        let client = try TestClient(port: server.port)
        client.send(request)
        #expect(client.answer()?.body == "POST /x hello")
    }

    @Test("Resets in the middle of every kind of delivery do no harm", arguments: LiveServer.pollers)
    func resetWhileDelivering(poller: Poller.Kind) throws {
        let deliveries = [
            Delivery(delayMilliseconds: 1), Delivery(delayMilliseconds: 60_000), Delivery(bytesPerSecond: 1),
            Delivery(ending: .hang), Delivery(ending: .truncate()), Delivery(ending: .garbage), .now,
            Delivery(ending: .stall()), Delivery(ending: .badChunk), Delivery(ending: .last()),
            Delivery(ending: .last(afterMilliseconds: 60_000)), Delivery(bodyDelayMilliseconds: 60_000),
            Delivery(ending: .early),
        ]
        for delivery in deliveries {
            let server = try LiveServer.make(poller, handler: Canned.handler(Canned.odd(delivery)))
            for _ in 0..<10 {
                let client = try TestClient(port: server.port)
                client.send(.get("/odd") + .get("/odd"))
                client.reset()
            }
            let client = try TestClient(port: server.port)
            client.send(.get("/still here"))
            #expect(client.answer()?.status == 400)
        }
    }

    @Test("Bodies that never come hold nobody up, and are answered 408 in time", arguments: LiveServer.pollers)
    func slowBodies(poller: Poller.Kind) throws {
        let server = try LiveServer.make(poller, clock: .manual(ManualClock()))
        let slow = try (0..<50).map { _ in try TestClient(port: server.port) }
        for client in slow {
            // What comes in one segment is read at once: after this answer the server has the half body too.
            client.send(.get("/before") + String(String.post("/slow", "", "hello").dropLast()))
            #expect(client.answer()?.body == "GET /before ")
        }
        let other = try TestClient(port: server.port)
        other.send(.get("/"))
        #expect(other.answer()?.body == "GET / ")
        server.advanceTransportClock(byMilliseconds: 30_000)
        for client in slow {
            #expect(client.answer()?.status == 408)
            #expect(client.rest().ending == .fin)
        }
        other.send(.get("/again"))
        #expect(other.answer()?.body == "GET /again ")
    }

    @Test("A reader that never reads makes the server keep a bounded amount for it", arguments: LiveServer.pollers)
    func neverReads(poller: Poller.Kind) throws {
        let computed = Counter()
        let body = [UInt8](repeating: 65, count: 200_000)
        let handler = Canned.handler { request in
            if request.target == "/sync" { return Canned.echo(request) }
            computed.increase()
            return Reply(Response(status: 200, body: body))
        }
        let server = try LiveServer.make(poller, clock: .manual(ManualClock()), handler: handler)
        let client = try TestClient(port: server.port, receiveBytes: 4096)
        client.send(String(repeating: .get("/"), count: 100))
        let other = try TestClient(port: server.port)
        other.send(.get("/sync"))
        #expect(other.answer()?.body == "GET /sync ")
        // 256 KiB of ours, an answer that goes beyond, and what the kernel takes; all hundred would be 20 MB.
        #expect(computed.value < 50)
        // A busy kernel may still take bytes after the clock has moved, and the reader then counts from there; but it
        // takes only so many, so one of these waits is the last.
        for _ in 0..<5 {
            server.advanceTransportClock(byMilliseconds: 30_000)
            other.send(.get("/sync"))
            #expect(other.answer()?.body == "GET /sync ")
        }
        #expect(client.rest().ending == .reset)
        #expect(computed.value < 100)
    }

    @Test(
        "A client that pipelines takes turns with the others, and gets all its answers",
        arguments: LiveServer.pollers)
    func pipelining(poller: Poller.Kind) throws {
        let gate = Gate()
        let server = try LiveServer.make(poller, handler: gate.handler)
        let other = try knownClient(of: server)
        let flood = try TestClient(port: server.port)
        flood.send((0..<4_000).map { .get("/\($0)") }.joined())
        gate.waitForFirst()
        other.send(.get("/other"))  // is there before the loop looks again
        gate.open()
        #expect(other.answer()?.body == "GET /other ")
        for number in 0..<4_000 { #expect(flood.answer()?.body == "GET /\(number) ") }
        #expect(gate.order.firstIndex(of: "/other") == 1 + EventLoop.answersPerTurn)
    }

    @Test("What was pipelined before a stop is answered", arguments: LiveServer.pollers)
    func pipeliningBeforeStop(poller: Poller.Kind) throws {
        let gate = Gate()
        let server = try LiveServer.make(poller, handler: gate.handler)
        let client = try TestClient(port: server.port)
        client.send((0..<100).map { .get("/\($0)") }.joined())
        gate.waitForFirst()
        server.control.requestStop()  // is seen in the turn that answers the first of them
        gate.open()
        for number in 0..<100 { #expect(client.answer()?.body == "GET /\(number) ") }
        #expect(client.rest().ending == .fin)
    }

    @Test("An end that is heard of together with its request is read too", arguments: LiveServer.pollers)
    func endBehindRequest(poller: Poller.Kind) throws {
        let gate = Gate()
        let server = try LiveServer.make(poller, handler: gate.handler)
        let client = try knownClient(of: server)
        let other = try TestClient(port: server.port)
        other.send(.get("/0"))
        gate.waitForFirst()
        client.send(.get("/last"))
        client.shutDownSending()
        gate.open()
        #expect(client.answer()?.body == "GET /last ")
        #expect(client.rest().ending == .fin)
    }

    /// A client that the loop has accepted and heard of.
    private func knownClient(of server: MockServer) throws -> TestClient {
        let client = try TestClient(port: server.port)
        client.send(.get("/before"))
        #expect(client.answer()?.status == 200)
        return client
    }

    @Test("A reader that is merely slow gets all of it", arguments: LiveServer.pollers)
    func slowReader(poller: Poller.Kind) throws {
        let handler = Canned.handler { _ in Reply(Response(status: 200, body: [UInt8](repeating: 65, count: 50_000))) }
        let server = try LiveServer.make(poller, handler: handler)
        let client = try TestClient(port: server.port, receiveBytes: 4096)
        client.send(String(repeating: .get("/"), count: 60))
        for _ in 0..<60 { #expect(client.answer()?.body.utf8.count == 50_000) }
    }

    @Test("A body of the limit is taken and one byte more is not", arguments: [65_536, 65_537])
    func bodyLimit(count: Int) throws {
        let server = try LiveServer.make(handler: Canned.handler { Reply(Response(status: 200, body: $0.body)) })
        let client = try TestClient(port: server.port)
        client.send(.post("/", "", String(repeating: "b", count: count)))
        #expect(client.answer()?.status == (count == 65_536 ? 200 : 413))
        let chunked = try TestClient(port: server.port)
        chunked.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\(String(count, radix: 16))\r\n")
        chunked.send(String(repeating: "b", count: count) + "\r\n0\r\n\r\n")
        #expect(chunked.answer()?.status == (count == 65_536 ? 200 : 413))
    }

    @Test(
        "A client beyond the limit is told so, and the next one is served when another has left",
        arguments: LiveServer.pollers)
    func tooManyConnections(poller: Poller.Kind) throws {
        let server = try LiveServer.make(poller, maxConnections: 2)
        let first = try TestClient(port: server.port)
        let second = try TestClient(port: server.port)
        for client in [first, second] {
            client.send(.get("/"))
            #expect(client.answer()?.status == 200)
        }
        let third = try TestClient(port: server.port)
        let answer = third.answer()
        #expect(answer?.status == 503)
        #expect(answer?.body.contains("--max-connections") == true)
        #expect(third.rest().ending == .fin)
        third.close()
        second.send(.get("/2"))
        #expect(second.answer()?.body == "GET /2 ")
        // The server counts a client out before it closes: what the client sees of that is its FIN.
        first.shutDownSending()
        #expect(first.rest().ending == .fin)
        let fourth = try TestClient(port: server.port)
        fourth.send(.get("/4"))
        #expect(fourth.answer()?.body == "GET /4 ")
    }

    @Test("A stop waits for a reader that takes nothing, but not for ever", arguments: LiveServer.pollers)
    func stopWithStalledReader(poller: Poller.Kind) throws {
        var configuration = ServerConfiguration()
        configuration.usesPoll = poller == .poll
        configuration.stopMilliseconds = 30
        let handler = Canned.handler { request in
            if request.target == "/sync" { return Canned.echo(request) }
            return Reply(Response(status: 200, body: [UInt8](repeating: 65, count: 20_000_000)))
        }
        let server = try MockServer(configuration, handler: handler)
        let client = try TestClient(port: server.port, receiveBytes: 4096)
        client.send(.get("/"))
        #expect(client.take(15) == "HTTP/1.1 200 OK")
        server.stop()
        #expect(client.rest().ending == .reset)
    }

    @Test("A process without descriptors goes on serving, and takes new clients when old ones leave")
    func descriptorExhaustion() async {
        await #expect(processExitsWith: .success) {
            // Of 160 descriptors, clients and server together use all, long before the server's own limit.
            #if canImport(Glibc)
                let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
            #else
                let resource = RLIMIT_NOFILE
            #endif
            var few = rlimit(rlim_cur: 160, rlim_max: 160)
            guard setrlimit(resource, &few) == 0 else { exit(2) }
            let server = try LiveServer.make()
            let first = try TestClient(port: server.port)
            first.send(.get("/1"))
            guard first.answer()?.body == "GET /1 " else { exit(3) }
            var clients: [TestClient] = []
            while let client = try? TestClient(port: server.port) { clients.append(client) }
            guard clients.count > 25, let last = clients.popLast() else { exit(4) }
            first.send(.get("/2"))
            guard first.answer()?.body == "GET /2 " else { exit(5) }
            // Others wait in the kernel: there was no descriptor left to accept them with.
            last.send(.get("/last"))
            for client in clients { client.close() }
            guard last.answer()?.body == "GET /last " else { exit(6) }
        }
    }
}

/// Counts from the loop's thread, read by the test's.
final class Counter: Sendable {
    private let count = Atomic<Int>(0)
    var value: Int { count.load(ordering: .sequentiallyConsistent) }
    func increase() { count.wrappingAdd(1, ordering: .sequentiallyConsistent) }
}

/// Answers that hold the loop at `/0` until they are let go, and remember the order of all targets.
private final class Gate: Sendable {
    private let targets = Mutex<[String]>([])
    private let hasBegun = DispatchSemaphore(value: 0)
    private let mayGoOn = DispatchSemaphore(value: 0)

    var handler: Handler {
        Canned.handler { [self] request in
            targets.withLock { $0.append(request.target) }
            if request.target == "/0" {
                hasBegun.signal()
                mayGoOn.wait()
            }
            return Canned.echo(request)
        }
    }

    var order: [String] { targets.withLock { $0 } }

    func waitForFirst() { hasBegun.wait() }
    func open() { mayGoOn.signal() }
}
