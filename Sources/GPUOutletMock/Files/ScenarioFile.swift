package import OutletScenarios

/// One scenario file as it was last read.
package struct ScenarioFile: Sendable {
    /// Why a file yields no scenario.
    package enum Trouble: Error, Sendable {
        /// The file cannot be read, for this reason.
        case unreadable(String)
        case problems(ProblemList)
        /// An earlier file has the same scenario name.
        case nameTaken(name: String, by: String)
    }

    /// The path as it was found, for messages.
    package var path: String
    /// Changes when the file changes.
    package var stamp: FileStamp?
    package var outcome: Result<Scenario, Trouble>

    package init(path: String, stamp: FileStamp?, outcome: Result<Scenario, Trouble>) {
        self.path = path
        self.stamp = stamp
        self.outcome = outcome
    }

    package var scenario: Scenario? { try? outcome.get() }

    /// The problem as text for a terminal; nil if there is none.
    package var complaint: String? { complaint() }

    package func complaint(inColour: Bool = false) -> String? {
        guard case .failure(let trouble) = outcome else { return nil }
        switch trouble {
        case .unreadable(let reason): return "\(path): cannot be read: \(reason)".withoutControls
        case .problems(let list): return list.text(inColour: inColour)
        case .nameTaken(let name, let other):
            let text =
                "\(path): the scenario name '\(name)' is taken by \(other); give one of them another with the key "
                + "`scenario`"
            return text.withoutControls
        }
    }
}
