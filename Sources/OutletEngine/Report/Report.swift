package import OutletContract
import OutletScenarios

/// What only the server can know about a client: how it handled refusals, which errors it has met, and what it left
/// behind. It covers one world, or several joined.
package struct Report: Hashable, Sendable {
    package var verdicts: [Verdict]
    package var coverage: Coverage
    package var leaks: [Leak]
    /// A sentence for each world that was requested by name but that no request has ever reached.
    package var unreached: [String] = []
    /// The drill of each world whose scenario is one.
    package var drills: [Drill] = []
    /// What was run and how it went, for a bounded number of worlds that requests have reached.
    package var worlds: [ReportedWorld] = []
    /// The number of worlds beyond those.
    package var furtherWorlds = 0
    /// A sentence for each failed expectation on leaks.
    package var unexpectedLeaks: [String] = []

    /// The maximum number of `worlds`, enough for a document that people read.
    package static let mostWorlds = 20

    package init(verdicts: [Verdict], coverage: Coverage, leaks: [Leak]) {
        self.verdicts = verdicts
        self.coverage = coverage
        self.leaks = leaks
    }

    package var failedVerdicts: [Verdict] { verdicts.filter { $0.result == .fail } }

    /// The outcome of all drills together.
    package var drillOutcome: Outcome { Outcome(drills.map(\.outcome)) }

    /// The overall outcome; the command's exit code also considers coverage. Leaks count only in a drill: a test that
    /// stops half-way leaves its pod, and its own assertions are what should fail.
    package var outcome: Outcome {
        guard failedVerdicts.isEmpty, unreached.isEmpty else { return .fail }
        return drillOutcome
    }

    /// The total hourly cost of the pods that were left running.
    package var leakedPerHour: Cents { leaks.reduce(.zero) { $0 + $1.perHour } }

    /// Joins reports: a verdict fails if it fails in any world, and passes if it passes in one and fails in none.
    /// Coverage, leaks and drills add up.
    package static func joined(_ reports: [Report]) -> Report {
        var joined = Report(verdicts: [], coverage: Coverage(), leaks: [])
        for report in reports {
            joined.coverage.add(report.coverage)
            joined.leaks += report.leaks
            joined.unreached += report.unreached
            joined.drills += report.drills
            joined.worlds += report.worlds
            joined.furtherWorlds = joined.furtherWorlds.saturatingSum(report.furtherWorlds)
            joined.unexpectedLeaks += report.unexpectedLeaks
        }
        joined.furtherWorlds = joined.furtherWorlds.saturatingSum(max(0, joined.worlds.count - mostWorlds))
        joined.worlds = Array(joined.worlds.prefix(mostWorlds))
        joined.verdicts = VerdictName.allCases.map { name in
            Verdict.joined(name, reports.flatMap { $0.verdicts.filter { $0.name == name } })
        }
        return joined
    }
}

extension Verdict {
    /// Enough evidence for a page, whatever the number of worlds.
    private static let keptEvidence = 50
    private static let keptMessages = 3

    fileprivate static func joined(_ name: VerdictName, _ verdicts: [Verdict]) -> Verdict {
        let result: Result =
            [Result.fail, .pass].first { result in verdicts.contains { $0.result == result } } ?? .notExercised
        let deciding = verdicts.filter { $0.result == result }
        var joined = Verdict(
            name: name, result: result, message: message(of: deciding),
            violations: verdicts.reduce(0) { $0.saturatingSum($1.violations) },
            evidence: Array(deciding.flatMap(\.evidence).prefix(keptEvidence)), clients: verdicts.flatMap(\.clients))
        joined.keepFewClients()
        return joined
    }

    /// A single world's message as it is; the messages of several worlds after the worlds' names.
    private static func message(of verdicts: [Verdict]) -> String {
        guard let first = verdicts.first else { return "no world was asked" }
        guard verdicts.count > 1 else { return first.message }
        guard first.result != .notExercised else { return first.message }
        guard first.result == .fail else { return "\(first.message), and so in \(verdicts.count) worlds" }
        let told = verdicts.prefix(keptMessages).map { verdict in
            "\(verdict.evidence.first.map { "@\($0.world): " } ?? "")\(verdict.message)"
        }
        let rest = verdicts.count - told.count
        return told.joined(separator: "; ") + (rest > 0 ? "; and in \(rest) more worlds" : "")
    }
}
