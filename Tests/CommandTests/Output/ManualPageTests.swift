import OutletEngine
import OutletPages
import Testing

@testable import gpuoutlet_mock

@Suite("The manual")
struct ManualPageTests {
    @Test("the whole manual names every command, flag, variable, default and exit code, in 80 columns")
    func whole() {
        let page = Captured.run("--help").output
        for command in Command.allCases { #expect(page.contains("    gpuoutlet-mock \(command.synopsis)\n")) }
        for option in Option.allCases {
            #expect(page.contains("    \(option.usage)\n"))
            #expect(page.contains("[\(option.variable)]"))
        }
        for code in ExitCode.allCases { #expect(page.contains(code.summary)) }
        let headings = page.split(separator: "\n").filter { $0.first != " " }
        #expect(
            headings == [
                "NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "TOPICS", "OPTIONS", "ENVIRONMENT", "MEMORY", "FILES",
                "SIGNALS", "EXIT STATUS", "EXAMPLES", "SEE ALSO",
            ])
        #expect(page.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test("each command's page holds its own options and no others, in 80 columns", arguments: Command.allCases)
    func command(command: Command) {
        let page = Captured.run(command.rawValue, "--help").output
        #expect(page == Captured.run("help", command.rawValue).output)
        for option in Option.allCases {
            let flags = page.split(separator: "\n").compactMap { $0.split(separator: " ").first }
            #expect(flags.contains(option.flag[...]) == option.row.commands.contains(command), "\(option.flag)")
        }
        let unbroken = page.split(separator: " \\\n            ").joined(separator: " ")
        for example in command.row.examples {
            #expect(unbroken.contains("    \(example.purpose)\n        \(example.line)\n"))
        }
        for code in ExitCode.allCases {
            #expect(page.contains("    \(code.rawValue) ") == command.row.exitCodes.contains(code), "\(code)")
        }
        #expect(page.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test("each example is a command line that the reader takes", arguments: Command.allCases)
    func examples(command: Command) throws {
        for example in command.row.examples {
            let words = example.line.split(separator: ">")[0].split(separator: " ").dropFirst().map(String.init)
            guard case .run(let invocation) = try CommandLineReader.read(words, environment: [:]) else {
                Issue.record("\(example.line) runs nothing")
                continue
            }
            #expect(invocation.command == command)
        }
    }

    @Test(
        "a topic's reference is printed, in 100 columns but for what cannot be broken",
        arguments: ReferenceTopic.allCases)
    func topics(topic: ReferenceTopic) {
        let run = Captured.run("help", topic.rawValue)
        #expect(run.code == .ok)
        #expect(run.output.hasPrefix(topic.page.title.uppercased()))
        for case .heading(let text, _) in topic.page.blocks { #expect(run.output.contains("\(text)\n\n")) }
        let examples = run.output.split(separator: "\n").filter { $0.hasPrefix("        ") && $0.count > 100 }
        #expect(run.output.split(separator: "\n").filter { $0.count > 100 } == examples)
        #expect(Captured.run("--help").output.contains("    \(topic.rawValue) "))
    }

    @Test("--help explains and exits 0 even where the rest is not right")
    func helpFirst() {
        #expect(Captured.run("check", "--help").code == .ok)
        #expect(Captured.run("--help", "--port", "1").output == ManualPage.text + "\n")
    }
}
