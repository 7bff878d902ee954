package import OutletContract
import OutletScenarios

/// What only the server can know about a client: how it took refusals, which errors it has ever met, and what it left
/// behind. Of one world, or of many joined.
package struct Report: Hashable, Sendable {
    package var verdicts: [Verdict]
    package var coverage: Coverage
    package var leaks: [Leak]
    /// A sentence for each world that was asked for by name and that no request has ever reached.
    package var unreached: [String] = []
    /// Of each world whose scenario leads itself.
    package var drills: [Drill] = []
    /// What was run and how it went, of a bounded number of worlds that requests have reached.
    package var worlds: [ReportedWorld] = []
    /// How many there were beyond them.
    package var furtherWorlds = 0
    /// A sentence for each world whose scenario says how much may be left behind, and in which it is not so.
    package var unexpectedLeaks: [String] = []

    /// Enough for a document that people read.
    package static let mostWorlds = 20

    package init(verdicts: [Verdict], coverage: Coverage, leaks: [Leak]) {
        self.verdicts = verdicts
        self.coverage = coverage
        self.leaks = leaks
    }

    package var failedVerdicts: [Verdict] { verdicts.filter { $0.result == .fail } }

    /// Of all drills together.
    package var drillOutcome: Outcome { Outcome(drills.map(\.outcome)) }

    /// One word for all of it, as the command's exit code has it but for coverage. Of leaks only a drill's count: a test
    /// that stops half-way leaves its pod, and its own assertions are what should fail.
    package var outcome: Outcome {
        guard failedVerdicts.isEmpty, unreached.isEmpty else { return .fail }
        return drillOutcome
    }

    /// What the pods that were left running cost together.
    package var leakedPerHour: Cents { leaks.reduce(.zero) { $0 + $1.perHour } }

    /// Many reports as one: a verdict fails where any world's does, and passes where one passes and none fails.
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

    /// One world's sentence as it stands; those of several behind the worlds' names.
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
