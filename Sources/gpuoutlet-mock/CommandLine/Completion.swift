import OutletEngine

/// The scripts that let a shell complete our commands, flags and values; the tables write them.
enum Completion {
    static let shells = ["bash", "zsh"]

    /// What stands behind a command or a flag, as far as a shell can help with it.
    enum Source {
        case nothing
        case words([String])
        /// Scenario files, and the folders on the way to them.
        case scenarioFiles
        /// The names of the scenarios that `scenarios` lists.
        case scenarioNames
        case paths
    }

    static func script(for shell: String) -> String? {
        switch shell {
        case "bash": bash
        case "zsh": zsh
        default: nil
        }
    }

    static let commands = Command.allCases.map(\.rawValue) + ["help"]

    /// What `help` explains.
    static let helpWords = Command.allCases.map(\.rawValue) + ReferenceTopic.allCases.map(\.rawValue)

    /// A server is most often where it is unless told otherwise.
    private static let usualServer = "http://localhost:4429"

    /// What a command works on.
    static func operands(of command: Command) -> Source {
        switch command {
        case .serve, .check, .explain, .scenarios, .explore: .scenarioFiles
        case .conform, .report, .health: .words([usualServer])
        case .completion: .words(shells)
        case .errors, .operations, .openapi, .schema: .nothing
        }
    }

    /// What a flag takes.
    static func values(of option: Option, in command: Command) -> Source {
        if option == .defaultScenario { return .scenarioNames }
        return switch option.value(in: command) {
        case .choice(let words): .words(words)
        case .clock: .words(["live", "virtual"])
        case .path: .paths
        case .host: .words(["localhost", "0.0.0.0"])
        case .text, .origin, .baseURL, .token, .session, .integer, .factor, .onOff, .duration, .exitCodes, .variable:
            .nothing
        }
    }

    /// Lists the names that `scenarios` prints in its first column; wrapped lines and the header begin otherwise.
    static func scenarioNames(program: String) -> String {
        #"command \#(program) scenarios 2>/dev/null | sed -n 's/^\([a-z0-9][^ ]*\) .*/\1/p'"#
    }
}
