import OutletContract
import OutletScenarios
import Testing

@testable import gpuoutlet_mock

@Suite("Tables, colours and what stands at the end")
struct TextTableTests {
    private static func run(_ arguments: String..., width: Int? = nil, hasColours: Bool = false) -> Captured {
        let texts = Captured.Texts()
        let plain = texts.streams
        let terminal = Terminal(width: width, hasColours: hasColours)
        let streams = Streams(
            output: plain.print, error: plain.complain, terminal: terminal, errorTerminal: terminal)
        return texts.captured(Program.run(arguments, environment: [:], streams: streams))
    }

    @Test(
        "no line is longer than the terminal is wide", arguments: ["errors", "operations", "scenarios"],
        [48, 60, 80, 200])
    func width(command: String, width: Int) {
        let run = Self.run(command, width: width)
        #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= width })
    }

    @Test("colours come where the terminal has them, and nowhere else")
    func colours() throws {
        let folder = try TemporaryFolder()
        try folder.write("good.json", "{}")
        let good = folder.path("good.json")
        try folder.write("bad.json", "{ fault: [] }")
        let bad = folder.path("bad.json")
        let painted = Self.run("check", good, bad, hasColours: true)
        #expect(painted.output.contains("\u{1B}[32mok\u{1B}[0m"))
        #expect(painted.output.contains("\u{1B}[1;31merror:\u{1B}[0m"))
        #expect(!Self.run("check", good, bad).output.contains("\u{1B}"))
        #expect(Self.run("explain", bad, hasColours: true).errors.contains("\u{1B}[1;31m"))
        #expect(Terminal.of(-1, environment: [:]) == .none)
    }

    @Test("check ends with the names of what failed")
    func failed() throws {
        let folder = try TemporaryFolder()
        try folder.write("good.json", "{}")
        let good = folder.path("good.json")
        try folder.write("bad.json", "{ fault: [] }")
        let bad = folder.path("bad.json")
        let run = Self.run("check", good, bad)
        #expect(run.code == .failed)
        #expect(run.output.hasSuffix("2 scenario files: 1 passed, 1 failed\nfailed:\n  \(bad)\n"))
        #expect(Self.run("check", good).output.hasSuffix("1 scenario file: 1 passed, 0 failed\n"))
    }

    @Test("explain knows every shipped scenario by its name, and tells a near one")
    func explain() {
        for name in ShippedScenarios.names { #expect(Self.run("explain", name).code == .ok) }
        let run = Self.run("explain", "provider-pool-emtpy")
        #expect(run.code == .usage)
        #expect(run.errors.contains("did you mean provider-pool-empty?"))
    }

    @Test("errors tells all about one code, in each form", arguments: ErrorCode.allCases)
    func errors(code: ErrorCode) throws {
        let run = Self.run("errors", code.wireName)
        #expect(run.code == .ok)
        #expect(run.output.contains(code.row.when.split(separator: " ")[0]))
        #expect(run.output.contains("HTTP \(code.status)"))
        let json = Self.run("errors", code.wireName, "--format", "json").output
        #expect(json.contains("\"code\": \"\(code.wireName)\""))
        #expect(Self.run("errors", code.wireName, "--format", "markdown").output.split(separator: "\n").count == 3)
    }

    @Test("a code that is nearly one is told")
    func nearly() {
        let run = Self.run("errors", "rate_limitd")
        #expect(run.code == .usage)
        #expect(run.errors.contains("unknown error code rate_limitd; did you mean rate_limited?"))
    }

    @Test("scenarios lists the shipped ones, and says where the others are")
    func scenarios() throws {
        let folder = try TemporaryFolder()
        try folder.write("maintenance.json", "{ why: 'mine' }")
        let own = folder.path("maintenance.json")
        let run = Self.run("scenarios", own)
        #expect(run.output.contains(own))
        #expect(
            run.output.split(separator: "\n").count { $0.contains("(built in)") } == ShippedScenarios.names.count - 1)
    }
}
