import OutletContract

/// The command line that replays a problem's run.
package struct ReplayCommand: Hashable, Sendable {
    /// The folder with the problems' files.
    package var folder: String
    /// Options that the replay needs as well.
    package var options: [String]
    /// The client's command, word by word.
    package var client: [String]

    package init(folder: String, options: [String] = [], client: [String]) {
        self.folder = folder
        self.options = options
        self.client = client
    }

    /// Returns the command line, quoted for a shell.
    package func line(for problem: Exploration.Problem) -> String {
        let folder = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        let words =
            [Product.name, "explore", "--replay", "\(folder)/\(problem.scenarioFile)"] + options + ["--"] + client
        return words.map(ReplayCommand.quoted).joined(separator: " ")
    }

    /// Quotes a word for a POSIX shell (XCU 2.2.2).
    private static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "-_./:=@%+,".utf8.contains(byte)
                }
            }
        if isPlain { return word }
        return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}

extension Exploration.Problem {
    /// The file's name inside the report's folder.
    package var scenarioFile: String { "\(name).json" }
    package var logFile: String { "\(name).log" }
}
