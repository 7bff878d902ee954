import OutletContract
import OutletScenarios
import OutletWire

/// The report as GitHub Flavored Markdown, for a pull request comment or the summary of a CI server.
extension Report {
    package var markdown: String {
        let parts =
            [headLines, verdictLines]
            + worlds.prefix(Report.toldWorlds).flatMap { [expectationLines($0), operationLines($0)] }
            + [leakLines, coverageLines]
        return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    /// Limited, because a comment has at most 65,536 characters.
    private static let toldWorlds = 5

    private var headLines: [String] {
        let passed = drills.count { $0.outcome == .pass }
        let drillWords = drills.isEmpty ? "" : ", \(passed) of \(Counted(drills.count, "drill")) passed"
        var lines = [
            "## \(sign(outcome)) gpuoutlet-mock: \(outcome == .pass ? "PASS" : outcome.word)", "",
            "\(failedVerdicts.count) of \(Counted(verdicts.count { $0.result != .notExercised }, "verdict")) failed"
                + "\(drillWords), coverage \(coverage.percent) %, "
                + "\(leaks.isEmpty ? "nothing" : "\(leaks.count)") left behind.",
        ]
        lines += (unreached + unexpectedLeaks).prefix(Report.toldRows).map { "- ❌ \(Report.safe($0))" }
        return lines
    }

    private static let toldRows = 20

    private var verdictLines: [String] {
        let judged = verdicts.filter { $0.result != .notExercised }
        guard !judged.isEmpty else { return ["No verdict was exercised."] }
        var lines = ["| | verdict | what was seen |", "| --- | --- | --- |"]
        for verdict in judged {
            lines.append(
                "| \(verdict.result == .pass ? "✅" : "❌") | \(verdict.name.rawValue) | \(Report.safe(verdict.message)) |"
            )
        }
        let evidence = failedVerdicts.flatMap { verdict in
            verdict.evidenceLines.prefix(5).map { "- \(verdict.name.rawValue): \(Report.safe($0))" }
        }
        if !evidence.isEmpty {
            lines += ["", "<details><summary>Evidence</summary>", ""] + evidence + ["", "</details>"]
        }
        return lines
    }

    private func expectationLines(_ world: ReportedWorld) -> [String] {
        guard !world.expectations.isEmpty else { return [] }
        var lines = [
            "### \(Report.safe(world.scenario)) in \(Report.safe(world.name))", "", "| | expectation | what was |",
            "| --- | --- | --- |",
        ]
        for result in world.expectations.prefix(Report.toldRows) {
            let actual = result.actual.map(Report.safe) ?? ""
            lines.append("| \(sign(result.outcome)) | \(Report.safe(result.expectation)) | \(actual) |")
        }
        return lines
    }

    /// A row for each operation that failed or lost answers; the others need none.
    private func operationLines(_ world: ReportedWorld) -> [String] {
        let rows = world.operations.filter { $0.lastFailure != nil || $0.failed > 0 || $0.lost > 0 }
        guard !rows.isEmpty else { return [] }
        return [
            "| operation | calls | 5xx | lost | logical calls | recovered after |",
            "| --- | --: | --: | --: | --- | --- |",
        ]
            + rows.map { row in
                "| \(row.operation.wireName) | \(row.calls) | \(row.failed) | \(row.lost) | \(row.budgetWords) "
                    + "| \(row.recoveryWords) |"
            }
    }

    private var leakLines: [String] {
        guard !leaks.isEmpty else { return [] }
        var lines = ["| left behind | whose | an hour |", "| --- | --- | --: |"]
        lines += leaks.prefix(Report.toldRows).map { leak in
            "| \(leak.kind.rawValue) \(Report.safe(leak.id)) | \(Report.safe(leak.user)) "
                + "| \(leak.perHour > .zero ? leak.perHour.dollars : "") |"
        }
        if leaks.count > Report.toldRows { lines += ["", "And \(leaks.count - Report.toldRows) more."] }
        if leakedPerHour > .zero { lines += ["", leakCost] }
        return lines
    }

    private var coverageLines: [String] {
        let unmet = coverage.cells.filter { !$0.isMet }
        return [
            "<details><summary>Coverage \(coverage.percent) %: \(coverage.met) of \(coverage.total) documented errors were met"
                + "</summary>", "", "Never met:", "",
        ]
            + unmet.byOperation.map { operation, cells in
                let codes = cells.map { "`\($0.error.wireName)`" }
                return "- \(operation?.wireName ?? "any operation"): \(codes.joined(separator: ", "))"
            } + ["", "</details>"]
    }

    private func sign(_ outcome: Outcome) -> String {
        switch outcome {
        case .pass: "✅"
        case .fail: "❌"
        case .inconclusive: "❔"
        }
    }

    /// Escapes text of clients and scenarios: no markup, no mentions, one line.
    private static func safe(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "@": safe += "@<!-- -->"  // else whoever has that name is told of the comment
            case "\\", "`", "*", "_", "{", "}", "[", "]", "|", "~", "#", "!": safe += "\\\(scalar)"
            case "\0"..<" ", "\u{7F}": safe += " "
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }
}
