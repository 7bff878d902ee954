import Foundation

/// Runs random programs of the fault language, each in several ways and in two processes, and prints the first answer
/// that differs:
///
///     fuzz [COUNT [SEED]]
@main enum FuzzPrograms {
    static func main() throws {
        let numbers = CommandLine.arguments.dropFirst().compactMap(Int.init)
        let (count, first) = (max(1, numbers.first ?? 1000), numbers.count > 1 ? numbers[1] : 1)
        let seeds = first...(first + count - 1)
        if CommandLine.arguments.contains("sum") {
            print(try RandomProgram.sum(of: seeds))
            return
        }
        let other = Process()
        let said = Pipe()
        other.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
        other.arguments = ["\(count)", "\(first)", "sum"]
        other.standardOutput = said
        try other.run()
        var (fired, ours) = (0, UInt64(0))
        for seed in seeds {
            let check = try RandomProgram(seed: seed).check()
            if let difference = check.difference { fail(difference) }
            fired += check.fired
            ours ^= check.sum
        }
        let theirs = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        other.waitUntilExit()
        guard theirs == "\(ours)\n" else { fail("another process sees other bytes: \(theirs) instead of \(ours)") }
        if fired <= count { fail("of \(count) programs no more than \(fired) answers were given by faults") }
        print("\(count) programs of \(RandomProgram.calls) calls, from seed \(first) on: nothing found.")
    }

    private static func fail(_ problem: String) -> Never {
        FileHandle.standardError.write(Data((problem + "\n").utf8))
        exit(1)
    }
}
