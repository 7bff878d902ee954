import Foundation
import OutletContract
import OutletWire
import Testing

/// `GPUOUTLET_MOCK_PROGRAMS` says how many programs are run.
@Suite("Random programs of the fault language")
struct RandomProgramTests {
    static var count: Int { ProcessInfo.processInfo.environment["GPUOUTLET_MOCK_PROGRAMS"].flatMap(Int.init) ?? 6 }

    @Test(
        "answer the same whether time passes at once or in parts, and whether or not the world moves to another server")
    func properties() throws {
        var fired = 0
        for seed in 1...RandomProgramTests.count {
            let program = try RandomProgram(seed: seed)
            let answers = try program.answers()
            expect(try program.answers(splitting: true), toBe: answers, program, "with time in parts")
            if program.isMoving {
                let place = program.steps.count * (seed % 7 + 1) / 9
                expect(try program.answers(moving: place), toBe: answers, program, "moved before step \(place)")
            }
            fired += answers.count { String(decoding: $0.prefix(1000), as: UTF8.self).contains("X-Mock-Fault-Id") }
        }
        // They are about faults: of each program some fire.
        #expect(fired > RandomProgramTests.count, "\(fired)")
    }

    /// Two processes hash with different seeds of their own: whatever went by the order of a dictionary would differ.
    @Test("answer with the same bytes in two processes")
    func processes() async throws {
        let end = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            print("programs: \(try RandomProgramTests.sum())")
        }
        let sum = try RandomProgramTests.sum()
        let said = end.map { String(decoding: $0.standardOutputContent, as: UTF8.self) } ?? ""
        #expect(said.contains("programs: \(sum)\n"), "\(said) is not \(sum)")
    }

    /// FNV-1a over everything that the clients of all programs see.
    private static func sum() throws -> UInt64 {
        var sum: UInt64 = 0xCBF2_9CE4_8422_2325
        for seed in 1...count {
            for answer in try RandomProgram(seed: seed).answers() {
                for byte in answer { sum = (sum ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
            }
        }
        return sum
    }

    private func expect(
        _ actual: [[UInt8]], toBe expected: [[UInt8]], _ program: RandomProgram, _ how: String
    ) {
        guard actual != expected else { return }
        let place = zip(actual, expected).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? -1
        func text(_ answers: [[UInt8]]) -> String {
            answers.indices.contains(place) ? String(decoding: answers[place].prefix(3000), as: UTF8.self) : "nothing"
        }
        Issue.record(
            """
            program \(program.seed) \(how): answer \(place) of \(expected.count) differs
            \(program.scenario.text)
            \(text(expected))
            ---
            \(text(actual))
            """)
    }
}
