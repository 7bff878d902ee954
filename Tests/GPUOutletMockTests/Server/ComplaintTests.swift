import OutletContract
import OutletWire
import Synchronization
import Testing

@testable import GPUOutletMock
@testable import OutletDomain
@testable import OutletEngine

@Suite("Faults of our own")
struct ComplaintTests {
    @Test("Whoever runs the engine is told of a closed world, and of nothing else")
    func told() {
        final class Heard: Sendable { let lines = Mutex<[String]>([]) }
        let heard = Heard()
        let box = EngineBox(Engine()) { line in heard.lines.withLock { $0.append(line) } }
        let now = HostTime(wall: Limits.virtualStart, monotonicNanoseconds: 0)
        let request = Request(method: .get, target: "/v1/auth/me", headers: [HeaderField("Host", "localhost")])
        #expect(box.handler.reply(request, now).0.response.status == 401)
        #expect(heard.lines.withLock { $0 } == [])
        box.engine.withLock { engine in
            guard let place = engine.worlds.index(of: "default") else { return }
            engine.worlds[place].domain.close(.dueLiesAhead)
        }
        #expect(box.handler.reply(request, now).0.response.status == 500)
        #expect(heard.lines.withLock { $0.count } == 1)
    }
}
