import Foundation
import Testing

/// `Tests/Fuzz/run programs` runs many more of them.
@Suite("Random programs of the fault language")
struct RandomProgramTests {
    private static let seeds = 1...6

    @Test(
        "answer the same whether time passes at once or in parts, and whether or not the world moves to another server")
    func properties() throws {
        var fired = 0
        for seed in RandomProgramTests.seeds {
            let check = try RandomProgram(seed: seed).check()
            #expect(check.difference == nil)
            fired += check.fired
        }
        // They are about faults: of each program some fire.
        #expect(fired > RandomProgramTests.seeds.count, "\(fired)")
    }

    /// Two processes hash with different seeds of their own: whatever went by the order of a dictionary would differ.
    @Test("answer with the same bytes in two processes")
    func processes() async throws {
        let end = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            print("programs: \(try RandomProgram.sum(of: RandomProgramTests.seeds))")
        }
        let sum = try RandomProgram.sum(of: RandomProgramTests.seeds)
        let said = end.map { String(decoding: $0.standardOutputContent, as: UTF8.self) } ?? ""
        #expect(said.contains("programs: \(sum)\n"), "\(said) is not \(sum)")
    }
}
