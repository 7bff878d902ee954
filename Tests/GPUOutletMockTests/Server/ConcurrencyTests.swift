import OutletEngine
import OutletWire
import Synchronization
import Testing

@testable import GPUOutletMock

/// The loop has a thread, a test's own threads call the same engine beside it, and one lock stands between them.
/// `.ci/run tsan` runs this under ThreadSanitizer, which sees a race that happens to do no harm today.
@Suite("Many threads at one server")
struct ConcurrencyTests {
    private static let threads = 8

    /// Runs `body` on so many threads at once, and collects what each gives. Threads of our own: a pool has no more of
    /// them than the machine has cores, and here some wait for the others.
    private func onThreads<Value: Sendable>(_ body: @escaping @Sendable (Int) -> Value) throws -> [Value] {
        let results = Results<Value>()
        let threads = try (0..<Self.threads).map { number in
            try LoopThread { results.set(number, body(number)) }
        }
        for thread in threads { thread.join() }
        return results.inOrder
    }

    private final class Results<Value: Sendable>: Sendable {
        private let values = Mutex<[Int: Value]>([:])
        func set(_ number: Int, _ value: Value) { values.withLock { $0[number] = value } }
        var inOrder: [Value] { values.withLock { $0.sorted { $0.key < $1.key }.map(\.value) } }
    }

    private static func call(_ method: String, _ path: String, body: String = "") -> String {
        "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nCookie: sid=dev\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    @Test("Clients on sockets and calls of the library meet in one world, and none of them is lost")
    func oneWorld() throws {
        let server = try MockServer.start(isClockVirtual: true)
        defer { server.stop() }
        let statuses = try onThreads { number -> [Int] in
            let world = server.world("shared")
            guard let client = try? TestClient(port: server.port) else { return [] }
            return (0..<20).map { turn in
                switch number % 4 {
                case 0: return world.control("POST", "clock/advance", body: #"{"by":"1s"}"#).status
                case 1: return world.control("GET", "report").status
                case 2:
                    _ = world.code(sentTo: "nobody@example.com")
                    return world.control("POST", "faults", body: #"{"on":"facets","nth":9,"error":"maintenance"}"#)
                        .status == 200 ? 200 : 409
                default:
                    client.send(Self.call("GET", "/@shared/v1/catalog/listings"))
                    return client.answer()?.status ?? 0
                }
            }
        }
        #expect(statuses.count == Self.threads)
        for (number, found) in statuses.enumerated() where number % 4 != 2 {
            #expect(found.allSatisfy { $0 == 200 }, "thread \(number): \(found)")
        }
        let world = server.world("shared")
        #expect(world.control("GET", "clock").body.contains("2026-06-07T08:00:40"))
        let requests = try JSON.parse(world.control("GET", "requests?since=0&limit=100").body)
        #expect(requests["requests"]?.array?.count == 40)
    }

    @Test("Worlds of different threads are twins, byte by byte, whatever the others do")
    func ownWorlds() throws {
        let server = try MockServer.start(isClockVirtual: true)
        defer { server.stop() }
        let lives = try onThreads { number -> [String] in
            let world = server.world("own-\(number)")
            guard let client = try? TestClient(port: server.port) else { return [] }
            return (0..<10).flatMap { turn -> [String] in
                client.send(Self.call("POST", "/@own-\(number)/v1/rentals", body: #"{"familyId":"l40s","gpuCount":1}"#))
                let launched = client.answer()?.body ?? "lost"
                let advanced = world.control("POST", "clock/advance", body: #"{"by":"90s"}"#).body
                client.send(Self.call("GET", "/@own-\(number)/v1/billing/ledger"))
                return [launched, advanced, client.answer()?.body ?? "lost"]
            }
        }
        #expect(lives.count == Self.threads)
        #expect(lives.allSatisfy { $0 == lives[0] && !$0.contains("lost") && $0.count == 30 })
    }

    @Test("Waits, streams and releases cross the threads", arguments: LiveServer.pollers)
    func releases(poller: Poller.Kind) throws {
        let server = try MockServer.start(isClockVirtual: true)
        defer { server.stop() }
        let answers = try onThreads { number -> Int in
            guard let client = try? TestClient(port: server.port) else { return 0 }
            if number % 2 == 0 {
                client.send(Self.call("GET", "/@w/__admin/wait?calls=me&times=\(Self.threads / 2 * 5)&timeout=9s"))
                return client.answer()?.status ?? 0
            }
            for _ in 0..<5 {
                client.send(Self.call("GET", "/@w/v1/auth/me"))
                guard client.answer()?.status == 200 else { return 0 }
            }
            return 200
        }
        #expect(answers == [Int](repeating: 200, count: Self.threads))
    }

    @Test("Several threads may stop it while others ask; every call of theirs is answered or cut, and all return")
    func stopping() throws {
        let server = try MockServer.start(isClockVirtual: true)
        let asked = Atomic<Int>(0)
        let answered = try onThreads { number -> Int in
            if number >= Self.threads - 2 {
                while asked.load(ordering: .acquiring) < 20 {}
                server.stop()
                return 0
            }
            var count = 0
            while let client = try? TestClient(port: server.port) {
                client.send(Self.call("GET", "/@w/v1/catalog/facets"))
                asked.wrappingAdd(1, ordering: .releasing)
                guard client.answer() != nil else { return count }
                count += 1
            }
            return count
        }
        #expect(answered.reduce(0, +) > 0)
        #expect(throws: TestClient.Failure.self) { try TestClient(port: server.port) }
    }
}
