import Testing

@testable import gpuoutlet_mock

@Suite("Completion")
struct CompletionTests {
    /// Completes the last word in a real bash.
    private func complete(_ words: String...) throws -> [String] {
        let list = words.map { "'\($0)'" }.joined(separator: " ")
        let script = """
            set -u
            \(Captured.run("completion", "bash").output)
            COMP_WORDS=(gpuoutlet-mock \(list)); COMP_CWORD=\(words.count)
            _gpuoutlet_mock gpuoutlet-mock
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let result = try Subprocess.run(["bash", "-c", script])
        #expect(String(decoding: result.error, as: UTF8.self) == "")
        return String(decoding: result.output, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test("bash completes commands, each command's flags, and the words of a choice")
    func bash() throws {
        #expect(try complete("comp") == ["completion"])
        #expect(try complete("completion", "z") == ["zsh"])
        #expect(try complete("serve", "--po") == ["--port", "--port-file"])
        #expect(try complete("--po") == ["--port", "--port-file"])
        #expect(try complete("check", "--") == ["--format", "--help"])
        #expect(try complete("check", "--format", "") == ["text", "json"])
        #expect(try complete("report", "--format", "j") == ["json", "junit"])
        #expect(try complete("serve", "--clock", "v") == ["virtual"])
        #expect(try complete("serve", "--port", "") == [])
    }

    @Test("bash finds the command behind flags, and offers operands only where they are legal")
    func bashOperands() throws {
        #expect(try complete("--port", "0", "chec") == ["check"])
        #expect(try complete("--log=off", "rep") == ["report"])
        #expect(try complete("--default", "report", "--po") == ["--port", "--port-file"])
        #expect(try complete("help", "he") == ["health"])
        #expect(try complete("errors", "") == [])
        #expect(try complete("report", "") == [])
    }

    @Test("zsh gets every command and every flag with its sentence")
    func zsh() {
        let script = Captured.run("completion", "zsh").output
        for command in Command.allCases { #expect(script.contains("'\(command.rawValue):")) }
        for option in Option.allCases {
            #expect(script.contains("\(option.flag)\(option.row.value == .onOff ? "" : "=")["))
        }
    }

    @Test("an unknown shell is refused with the nearest")
    func unknown() {
        let run = Captured.run("completion", "bsh")
        #expect(run.code == .usage)
        #expect(run.errors.hasPrefix("gpuoutlet-mock: unknown shell bsh; did you mean bash?\n"))
    }
}
