package import OutletContract

/// What the suite found: every departure from the contract, and what it could not ask.
package struct ConformanceReport: Sendable {
    package private(set) var findings: [ConformanceFinding] = []
    /// Requests sent and rules held against their answers.
    package internal(set) var requests = 0
    package private(set) var checks = 0
    /// What each operation has shown: its answers as asked, and its refusals.
    private var met: [Operation: Set<Outcome>] = [:]
    /// Why a part of the suite was left out, in the order of the suite.
    package private(set) var omissions: [String] = []

    /// One cell of the contract: an operation's good answer, or one of its codes.
    package enum Outcome: Hashable, Sendable {
        case answered
        case refused(ErrorCode)
    }

    package init() {}

    package var hasDrifted: Bool { !findings.isEmpty }

    /// The operations that departed from the contract, in the table's order; nil stands for HTTP itself.
    package var driftedOperations: [Operation?] {
        let drifted = Set(findings.map(\.operation))
        return Operation.allCases.filter(drifted.contains) + (drifted.contains(nil) ? [nil] : [])
    }

    package func findings(of operation: Operation?) -> [ConformanceFinding] {
        findings.filter { $0.operation == operation }
    }

    package func hasMet(_ outcome: Outcome, of operation: Operation) -> Bool {
        met[operation]?.contains(outcome) ?? false
    }

    /// What an operation can say and did not get the chance to.
    package func notExercised(_ operation: Operation) -> [Outcome] {
        ([.answered] + operation.errors.map(Outcome.refused)).filter { !hasMet($0, of: operation) }
    }

    mutating func meet(_ outcome: Outcome, of operation: Operation) { met[operation, default: []].insert(outcome) }
    mutating func omit(_ reason: String) { omissions.append(reason) }
    mutating func countCheck() { checks += 1 }

    /// The same rule broken again by the same operation is counted, not repeated.
    mutating func add(_ finding: ConformanceFinding) {
        let known = findings.firstIndex { $0.operation == finding.operation && $0.rule == finding.rule }
        if let known { findings[known].times += 1 } else { findings.append(finding) }
    }
}
