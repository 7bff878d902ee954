import OutletEngine

/// The scripts that let a shell complete our commands, flags and values, generated from the tables.
enum Completion {
    static let shells = ["bash", "zsh"]

    /// What can follow a command or a flag, as far as a shell can complete it.
    enum Source {
        case nothing
        case words([String])
        /// Scenario files, and the folders that lead to them.
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

    /// The topics of `help`.
    static let helpWords = Command.allCases.map(\.rawValue) + ReferenceTopic.allCases.map(\.rawValue)

    /// The default address of a server.
    private static let usualServer = "http://localhost:4429"

    /// Returns the operands of a command.
    static func operands(of command: Command) -> Source {
        switch command {
        case .serve, .check, .explain, .scenarios, .explore: .scenarioFiles
        case .conform, .report, .health: .words([usualServer])
        case .completion: .words(shells)
        case .errors, .operations, .openapi, .schema: .nothing
        }
    }

    /// Returns the values of a flag.
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

    /// Shell code that lists the names in the first column of `scenarios`. The header and wrapped lines do not match.
    static func scenarioNames(program: String) -> String {
        #"command \#(program) scenarios 2>/dev/null | sed -n 's/^\([a-z0-9][^ ]*\) .*/\1/p'"#
    }
}
