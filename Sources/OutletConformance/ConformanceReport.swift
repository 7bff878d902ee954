package import OutletContract

/// The suite's result: every departure from the contract, and what it could not ask.
package struct ConformanceReport: Sendable {
    package private(set) var findings: [ConformanceFinding] = []
    /// The number of requests sent; `checks` counts the rules checked.
    package internal(set) var requests = 0
    package private(set) var checks = 0
    /// The outcomes seen for each operation.
    private var met: [Operation: Set<Outcome>] = [:]
    /// The reasons why parts of the suite were left out, in suite order.
    package private(set) var omissions: [String] = []

    /// A possible outcome of an operation: its good answer, or one of its error codes.
    package enum Outcome: Hashable, Sendable {
        case answered
        case refused(ErrorCode)
    }

    package init() {}

    package var hasDrifted: Bool { !findings.isEmpty }

    /// The operations that departed from the contract, in table order; nil stands for HTTP itself.
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

    /// Returns the outcomes of an operation that never occurred.
    package func notExercised(_ operation: Operation) -> [Outcome] {
        ([.answered] + operation.errors.map(Outcome.refused)).filter { !hasMet($0, of: operation) }
    }

    mutating func meet(_ outcome: Outcome, of operation: Operation) { met[operation, default: []].insert(outcome) }
    mutating func omit(_ reason: String) { omissions.append(reason) }
    mutating func countCheck() { checks += 1 }

    /// Adds a finding. If the same operation breaks the same rule again, only the count goes up.
    mutating func add(_ finding: ConformanceFinding) {
        let known = findings.firstIndex { $0.operation == finding.operation && $0.rule == finding.rule }
        if let known { findings[known].times += 1 } else { findings.append(finding) }
    }
}
