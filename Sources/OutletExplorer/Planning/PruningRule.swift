/// A rule that lets the search leave out runs.
package enum PruningRule: String, CaseIterable, Hashable, Sendable {
    case sameCall = "same-call"
    case sameRecovery = "same-recovery"
    case sameJournal = "same-journal"
    case oneOfItsKind = "one-of-its-kind"

    /// What it leaves out, for `--help` and the report.
    package var text: String {
        switch self {
        case .sameCall:
            "a call that equals an earlier one in operation and subject is tried once (--every-point tries all)"
        case .sameRecovery:
            "of failures at one point that a client answers with the same calls, only the first gets a second failure"
        case .sameJournal: "a run whose calls and answers up to the failure equal an earlier run's is not repeated"
        case .oneOfItsKind:
            "second failures are one of each kind: an error, a lost answer, a proxy's page, a session's end"
        }
    }
}
