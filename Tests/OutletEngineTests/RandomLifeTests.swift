import OutletContract
import Testing

@testable import OutletEngine

@Suite("Random sequences of legal calls")
struct RandomLifeTests {
    /// A longer search: `GPUOUTLET_MOCK_LIVES=1000 swift test --filter RandomLife`.
    @Test("No sequence of legal calls ends the process, or leads a world to break a rule of its own")
    func lives() throws {
        for seed in 1...Environment.lives {
            var life = try RandomLife(seed: seed)
            var steps: [RandomLife.Step] = []
            for _ in 0..<150 {
                let (step, problem) = life.go()
                steps.append(step)
                guard let problem else { continue }
                let shortest = try RandomLife.shortest(steps).map(\.description).joined(separator: "\n")
                Issue.record("seed \(seed): \(problem)\n\(shortest)")
                return
            }
        }
    }
}
