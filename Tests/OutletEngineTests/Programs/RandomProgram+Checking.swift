import OutletWire

extension RandomProgram {
    /// What came of running a program in several ways.
    struct Check {
        /// The first answer that was another one in another way; nil where all were the same.
        var difference: String?
        /// How many answers a fault gave.
        var fired: Int
        /// See `sum(of:)`.
        var sum: UInt64
    }

    /// Runs it with time that passes at once and in parts, and, where it may, with a move to another server in its midst.
    func check() throws -> Check {
        let expected = try answers()
        let fired = expected.count { String(decoding: $0.prefix(1000), as: UTF8.self).contains("X-Mock-Fault-Id") }
        var difference = difference(of: try answers(splitting: true), to: expected, "with time in parts")
        if isMoving, difference == nil {
            let index = steps.count * (seed % 7 + 1) / 9
            difference = self.difference(of: try answers(moving: index), to: expected, "moved before step \(index)")
        }
        return Check(difference: difference, fired: fired, sum: RandomProgram.sum(of: expected))
    }

    /// What the clients of these programs see, as one number.
    static func sum(of seeds: ClosedRange<Int>) throws -> UInt64 {
        try seeds.reduce(0) { try $0 ^ sum(of: RandomProgram(seed: $1).answers()) }
    }

    /// FNV-1a over all bytes.
    private static func sum(of answers: [[UInt8]]) -> UInt64 {
        answers.joined().reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }

    private func difference(of actual: [[UInt8]], to expected: [[UInt8]], _ how: String) -> String? {
        guard actual != expected else { return nil }
        let index = zip(actual, expected).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? -1
        func text(_ answers: [[UInt8]]) -> String {
            answers.indices.contains(index) ? String(decoding: answers[index].prefix(3000), as: UTF8.self) : "nothing"
        }
        return """
            program \(seed) \(how): answer \(index) of \(expected.count) differs
            \(scenario.text)
            \(text(expected))
            ---
            \(text(actual))
            """
    }
}
