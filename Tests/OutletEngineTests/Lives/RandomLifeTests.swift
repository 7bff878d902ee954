import Foundation
import OutletContract
import OutletWire
import Testing

@testable import OutletEngine

@Suite("Random sequences of legal calls")
struct RandomLifeTests {
    /// They are lived in a process of their own, so that a trap is a failure like others. `Tests/Fuzz/run lives SECONDS
    /// SEED` searches for longer, from a seed, and prints the shortest sequence that fails.
    @Test("No sequence of legal calls ends the process, or leads a world to break a rule of its own; all calls come up")
    func lives() async throws {
        let end = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let all = Operation.allCases.map(\.wireName) + ControlCall.allCases.map(\.rawValue)
            var missing = Set(all + ["open a page", "press on a page"])
            let count = ProcessInfo.processInfo.environment["GPUOUTLET_MOCK_LIVES"].flatMap { Int($0) } ?? 8
            // What some call needs may take a few lives more to come together.
            for seed in 1...max(count, 100) where seed <= count || !missing.isEmpty {
                FileHandle.standardError.write(Data("life \(seed)\n".utf8))
                var life = try RandomLife(seed: seed)
                let steps = life.live()
                missing.subtract(steps.compactMap(\.call))
                guard let problem = steps.last?.problem else { continue }
                let shortest = try Shrinking.shortest(steps.map(\.step)) { steps in
                    var player = try LifePlayer(seed: seed)
                    return steps.contains { player.take($0).problem != nil }
                }
                let text = shortest.map(\.description).joined(separator: "\n")
                Issue.record("life \(seed): \(problem)\n\(text)")
                return
            }
            if !missing.isEmpty { Issue.record("no life called these so that they were taken in: \(missing.sorted())") }
        }
        let last = end.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
        #expect(end != nil, "ended in the last of these: \(last.suffix(200))")
    }

    @Test("A step is the same once written and read again")
    func lines() throws {
        var life = try RandomLife(seed: 3)
        for step in life.live().map(\.step) {
            let again = try #require(LifeStep(line: step.description))
            #expect(again.description == step.description)
        }
    }

    @Test("The same seed lives the same life")
    func determinism() throws {
        let lives = try (0..<2).map { _ in
            var life = try RandomLife(seed: 5)
            return life.live().map(\.step.description)
        }
        #expect(lives[0] == lives[1])
        #expect(lives[0].count == RandomLife.length)
    }

    @Test("Scenarios, faults and dials that are drawn are mostly legal")
    func legality() throws {
        var life = try RandomLife(seed: 7)
        var taken = (scenarios: 0, faults: 0)
        var refused: [String] = []
        for _ in 0..<20 {
            var player = try LifePlayer(seed: 1)
            // First the fault, which is drawn for a world without any: a scenario brings faults whose ids are taken.
            let fault = life.fault()
            let reply = player.take(LifeStep(.post, "/__admin/faults", fault)).reply
            if reply.status == 200 { taken.faults += 1 } else { refused.append("\(fault.text) \(reply.json.text)") }
            if player.take(LifeStep(.put, "/__admin/scenario", life.scenario())).reply.status == 200 {
                taken.scenarios += 1
            }
        }
        #expect(taken.scenarios > 12 && taken.faults > 12, "\(taken), \(refused)")
    }

    @Test("What fails is cut down to what it needs")
    func shrinking() {
        let needed: Set = [3, 77, 78]
        var count = 0
        let shortest = Shrinking.shortest(Array(0..<100)) { steps in
            count += 1
            return needed.isSubset(of: steps)
        }
        #expect(shortest == [3, 77, 78])
        #expect(count < 100)
    }
}
