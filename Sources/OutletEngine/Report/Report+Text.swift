import OutletContract
import OutletScenarios
import OutletWire

/// The report for a terminal.
extension Report {
    package var text: String {
        let parts =
            (unreached.isEmpty ? [] : [unreachedLines]) + (drills.isEmpty ? [] : [drillLines])
            + [verdictLines, coverageLines, leakLines]
        return parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private var unreachedLines: [String] { ["Never reached"] + unreached.map { "  \($0)" } }

    /// Each drill with its expectations; for one that passed, only the outcome.
    private var drillLines: [String] {
        var lines = ["Drills"]
        for drill in drills.prefix(Report.listedDrills) {
            let done = drill.steps.count { $0.done > 0 }
            lines.append(
                "  \(drill.outcome.word.padded(to: 13))  \(drill.scenario) in @\(drill.world), \(done) of "
                    + "\(Counted(drill.steps.count, "step")) done")
            guard drill.outcome != .pass else { continue }
            lines += drill.results.map { result in
                "    \(result.outcome.word.padded(to: 13))  \(result.expectation)"
                    + (result.actual.map { ": \($0)" } ?? "")
            }
            if let unfinished = drill.unfinished { lines.append("    \("".padded(to: 13))  \(unfinished)") }
        }
        if drills.count > Report.listedDrills { lines.append("  and \(drills.count - Report.listedDrills) more") }
        return lines
    }

    private static let listedDrills = 40

    private var verdictLines: [String] {
        var lines = ["Verdicts"]
        for verdict in verdicts {
            lines.append(
                "  \(verdict.result.description.padded(to: 13))  \(verdict.name.rawValue.padded(to: 19))  \(verdict.message)"
            )
            guard verdict.result == .fail else { continue }
            for line in verdict.wrongClients(else: "see") {
                lines.append("".padded(to: 38) + line)
            }
        }
        return lines
    }

    /// Operations with the codes that were never met; met codes are only counted.
    private var coverageLines: [String] {
        let met = coverage.cells.filter(\.isMet)
        let natural = met.count { $0.natural > 0 }
        let injected = met.count { $0.injected > 0 }
        var lines = [
            "Errors met",
            "  coverage \(coverage.percent) %: \(coverage.met) of \(coverage.total) "
                + "(\(natural) with a cause of their own, \(injected) injected)",
        ]
        let unmet = coverage.cells.filter { !$0.isMet }
        guard !unmet.isEmpty else { return lines }
        lines.append("  never met:")
        for (operation, cells) in unmet.byOperation {
            let codes = cells.map(\.error.wireName).joined(separator: ", ")
            lines.append("    \((operation?.wireName ?? "any operation").padded(to: 15))  \(codes)")
        }
        return lines
    }

    private var leakLines: [String] {
        var lines = ["Left behind"] + unexpectedLeaks.map { "  FAIL: \($0)" }
        guard !leaks.isEmpty else { return lines + ["  nothing"] }
        for leak in leaks.prefix(Report.listedLeaks) {
            let cost = leak.perHour > .zero ? "  \(leak.perHour.dollars) an hour" : ""
            lines.append(
                "  \(leak.kind.rawValue.padded(to: 7))  \(leak.id)  of \(leak.user) in @\(leak.world)\(cost)")
        }
        if leaks.count > Report.listedLeaks { lines.append("  and \(leaks.count - Report.listedLeaks) more") }
        if leakedPerHour > .zero { lines.append("  together \(leakedPerHour.dollars) an hour") }
        return lines
    }

    private static let listedLeaks = 40
}

extension Verdict {
    /// The evidence, one line for each request; if any clients failed, only theirs.
    var evidenceLines: [String] {
        let wrong = clients.filter { $0.result == .fail }
        guard !wrong.isEmpty else { return evidence.map(\.words) }
        return wrong.flatMap { client in client.evidence.map { "\(client.client): \($0.words)" } }
    }

    /// A line for each client that failed: who, how often, and which requests show it. If the server does not tell
    /// clients apart, one line for all.
    func wrongClients(else all: String) -> [String] {
        func shown(_ evidence: [Evidence]) -> String {
            evidence.prefix(10).map { "@\($0.world) \($0.request)" }.joined(separator: ", ")
        }
        let wrong = clients.filter { $0.result == .fail }
        guard !wrong.isEmpty else { return ["\(all) \(shown(evidence))"] }
        return wrong.map { client in
            let count = client.violations == 1 ? "1 request" : "\(client.violations) requests"
            return "\(client.client): \(count) wrong, see \(shown(client.evidence))"
        }
    }
}

extension Verdict.Evidence {
    /// `request 2 in @w: POST /v1/rentals → 503 maintenance, 3 s after request 1`.
    var words: String { "request \(request) in @\(world)" + (line.map { ": \($0)" } ?? "") }
}

extension Verdict.Result {
    /// For a column that is scanned by eye.
    fileprivate var description: String {
        switch self {
        case .pass: "pass"
        case .fail: "FAIL"
        case .notExercised: "not exercised"
        }
    }
}
