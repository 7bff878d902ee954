import Foundation

/// Lives one random life after the other, and prints the shortest sequence of steps that ends the process, breaks a
/// rule of a world, or never comes to an end:
///
///     fuzz SECONDS [SEED]
///
/// Lives run in child processes, because a trap takes its process along. A child notes the seed of each life before it
/// begins; the parent has the failing one lived again, each step written down before it is taken, and leaves out steps
/// as long as what remains still fails.
@main enum FuzzLives {
    private static let livesOfAChild = 200
    /// Of the processor's time, so that a busy machine changes nothing; far more than they take: whoever needs it does
    /// not come to an end.
    private static let secondsOfAChild = 300
    private static let secondsOfAReplay = 20

    static func main() throws {
        let arguments = CommandLine.arguments
        switch arguments.dropFirst().first {
        case "live"?: try live(from: Int(arguments[2]) ?? 1, until: Double(arguments[3]) ?? 0, note: arguments[4])
        case "record"?: try record(seed: Int(arguments[2]) ?? 1, in: arguments[3])
        case "replay"?: try replay(seed: Int(arguments[2]) ?? 1, arguments[3])
        case let seconds?: try search(Double(seconds) ?? 60, from: arguments.count > 2 ? Int(arguments[2]) ?? 1 : 1)
        case nil: FileHandle.standardError.write(Data("usage: fuzz SECONDS [SEED]\n".utf8))
        }
    }

    // MARK: The parent

    private static func search(_ seconds: Double, from first: Int) throws {
        let (begin, folder) = (Date(), NSTemporaryDirectory() + "lives.\(getpid())")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (note, steps) = (folder + "/note", folder + "/steps")
        let end = begin.timeIntervalSince1970 + seconds
        var seed = first
        while Date().timeIntervalSince1970 < end {
            let child = try run(["live", "\(seed)", "\(end)", note])
            let lived = try Int(String(contentsOfFile: note, encoding: .utf8)) ?? seed
            guard !child.isWell else {
                seed = lived + 1
                continue
            }
            print(
                "Life \(lived), the \(lived - first + 1)th after \(Int(Date().timeIntervalSince(begin))) s: \(child.words)"
            )
            _ = try run(["record", "\(lived)", steps])
            let lines = try String(contentsOfFile: steps, encoding: .utf8).split(separator: "\n").map(String.init)
            let shortest = try Shrinking.shortest(lines) { lines in
                try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: steps))
                return try !run(["replay", "\(lived)", steps]).isWell
            }
            try Data(shortest.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: steps))
            let again = try run(["replay", "\(lived)", steps])
            print("Of its \(lines.count) steps these \(shortest.count) are enough: \(again.words)")
            print(shortest.joined(separator: "\n"))
            exit(1)
        }
        print("\(seed - first) lives of \(RandomLife.length) steps, from seed \(first) on: nothing found.")
    }

    private struct End {
        var isWell: Bool
        var words: String
    }

    private static func run(_ arguments: [String]) throws -> End {
        let child = Process()
        child.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
        child.arguments = arguments
        let errors = Pipe()
        child.standardError = errors
        try child.run()
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        child.waitUntilExit()
        let status = child.terminationStatus
        guard child.terminationReason == .uncaughtSignal else { return End(isWell: status == 0, words: said) }
        let name = status == SIGPROF ? "it does not come to an end" : "it traps with signal \(status)"
        // The runtime's report goes on with registers and images.
        let report = said.firstRange(of: "\nRegisters:").map { said[..<$0.lowerBound] } ?? said.prefix(2000)
        return End(isWell: false, words: "\(name)\n\(report)")
    }

    // MARK: The children

    private static func live(from first: Int, until end: Double, note: String) throws {
        endAfter(seconds: secondsOfAChild)
        for seed in first..<first + livesOfAChild where seed == first || Date().timeIntervalSince1970 < end {
            try Data("\(seed)".utf8).write(to: URL(fileURLWithPath: note))
            var life = try RandomLife(seed: seed)
            if let problem = life.live().last?.problem { fail(problem) }
        }
    }

    private static func record(seed: Int, in path: String) throws {
        endAfter(seconds: secondsOfAReplay)
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        guard let file = FileHandle(forWritingAtPath: path) else { fail("cannot write \(path)") }
        var life = try RandomLife(seed: seed)
        _ = life.live { file.write(Data("\($0)\n".utf8)) }
    }

    private static func replay(seed: Int, _ path: String) throws {
        endAfter(seconds: secondsOfAReplay)
        var player = try LifePlayer(seed: seed)
        for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
            guard let step = LifeStep(line: String(line)) else { continue }
            if let problem = player.take(step).problem { fail(problem) }
        }
    }

    private static func endAfter(seconds: Int) {
        var limit = itimerval(it_interval: timeval(), it_value: timeval(tv_sec: seconds, tv_usec: 0))
        #if canImport(Glibc)
            setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &limit, nil)
        #else
            setitimer(ITIMER_PROF, &limit, nil)
        #endif
    }

    private static func fail(_ problem: String) -> Never {
        FileHandle.standardError.write(Data((problem + "\n").utf8))
        exit(1)
    }
}
