import Synchronization
import Testing

@testable import GPUOutletMock

@Suite("Work beside the loop")
struct BackgroundWorkerTests {
    @Test("It does one job after the other, tells after each, and does nothing more once it is closed")
    func jobs() {
        let worker = BackgroundWorker()
        let done = Mutex<[Int]>([])
        let told = Atomic<Int>(0)
        // What the thread needs before and after is done around its jobs: a stack for signals, where the command runs.
        let prepared = Atomic<Int>(0)
        let run: @Sendable (() -> Void) -> Void = { work in
            prepared.add(1, ordering: .relaxed)
            work()
            prepared.subtract(1, ordering: .relaxed)
        }
        let unprepared = Atomic<Int>(0)
        worker.open(running: run) { told.add(1, ordering: .relaxed) }
        for round in 0..<3 {
            for number in 0..<100 {
                worker.add {
                    if prepared.load(ordering: .relaxed) != 1 { unprepared.add(1, ordering: .relaxed) }
                    done.withLock { $0.append(round * 100 + number) }
                }
            }
        }
        worker.add { worker.open {} }
        while told.load(ordering: .relaxed) < 300 {}
        worker.close()
        #expect(done.withLock { $0 } == Array(0..<300))
        #expect(unprepared.load(ordering: .relaxed) == 0 && prepared.load(ordering: .relaxed) == 0)
    }

    @Test("A call about a large world is answered, in the order of its connection")
    func largeWorld() throws {
        let server = try MockServer.start(isClockVirtual: true)
        let client = try TestClient(port: server.port)
        for _ in 0...1000 {
            client.send(.get("/v1/listings/facets"))
            #expect(client.answer() != nil)
        }
        client.send(.get("/__admin/report") + .get("/__admin/version"))
        #expect(client.answer()?.body.contains("verdicts") == true)
        #expect(client.answer()?.body.contains("version") == true)
        client.send(.get("/__admin/state"))
        server.stop()  // whichever comes first, it returns
    }
}
