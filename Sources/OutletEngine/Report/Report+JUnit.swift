import OutletContract
import OutletScenarios
import OutletWire

/// The report as JUnit XML, which CI servers show: a test case for each verdict, one for coverage, one for
/// leaks, one for each expectation of a drill.
extension Report {
    /// - Parameter minimumCoverage: in percent; below it the coverage's case fails.
    package func junit(minimumCoverage: Int?) -> String {
        let cases =
            verdicts.map(Report.testCase) + [coverageCase(minimumCoverage), leaksCase] + unreachedCases
            + drills.flatMap(testCases)
        return JUnitSuite(
            name: Product.name, cases: cases, seconds: took.secondsText,
            timestamp: worlds.map(\.startedAt).min().map { String($0.iso8601.dropLast()) }
        ).xml
    }

    private typealias Case = JUnitSuite.Case

    /// - Parameter took: the duration by the world's clock.
    private static func testCase(_ name: String, _ result: Case.Result, took: Span = .zero) -> Case {
        Case(className: Product.name, name: name, result: result, seconds: took.secondsText)
    }

    private static func testCase(_ verdict: Verdict) -> Case {
        let result: Case.Result =
            switch verdict.result {
            case .pass: .passed
            case .notExercised: .skipped(verdict.message)
            case .fail:
                .failed(
                    type: "verdict", message: verdict.message,
                    text: (verdict.wrongClients(else: "see") + verdict.evidenceLines.prefix(listedLines))
                        .joined(separator: "\n"))
            }
        return testCase(verdict.name.rawValue, result)
    }

    /// Reports inconclusive results as skipped, like verdicts that were not exercised; the command's exit code counts
    /// them.
    private func testCases(_ drill: Drill) -> [Case] {
        let name = "\(drill.scenario) @\(drill.world)"
        let took = worlds.first { $0.name == drill.world && $0.scenario == drill.scenario }?.elapsed ?? .zero
        var cases = drill.results.map { result in
            let message = result.actual ?? ""
            let judged: Case.Result =
                switch result.outcome {
                case .pass: .passed
                case .inconclusive: .skipped("inconclusive: \(message)")
                case .fail: .failed(type: "drill", message: message, text: "expected that \(result.expectation)")
                }
            return Report.testCase("\(name): \(result.expectation)", judged, took: took)
        }
        if let unfinished = drill.unfinished {
            cases.append(Report.testCase("\(name): is over", .skipped("inconclusive: \(unfinished)"), took: took))
        }
        return cases
    }

    private func coverageCase(_ minimum: Int?) -> Case {
        guard let minimum, coverage.percent < minimum else { return Report.testCase("coverage", .passed) }
        let unmet = coverage.cells.filter { !$0.isMet }.map { "\($0.operation?.wireName ?? "*") \($0.error.wireName)" }
        return Report.testCase(
            "coverage",
            .failed(
                type: "coverage", message: "coverage \(coverage.percent) % is below \(minimum) %",
                text: unmet.joined(separator: "\n")))
    }

    private static let listedLines = 40

    /// The lifetime of the world that ran longest.
    private var took: Span { worlds.map(\.elapsed).max() ?? .zero }

    /// Reports leaks as skipped, or as failed if a scenario limits them: `{ leaks: 0 }`.
    private var leaksCase: Case {
        guard unexpectedLeaks.isEmpty else {
            let lines = leaks.map { leak in
                "\(leak.kind.rawValue) \(leak.id) of \(leak.user) in @\(leak.world)"
                    + (leak.perHour > .zero ? ", \(leak.perHour.dollars) an hour" : "")
            }
            return Report.testCase(
                "leaks",
                .failed(
                    type: "leaks", message: unexpectedLeaks.joined(separator: "; "),
                    text: lines.prefix(Report.listedLines).joined(separator: "\n")))
        }
        guard !leaks.isEmpty else { return Report.testCase("leaks", .passed) }
        let cost = leakedPerHour > .zero ? ", \(leakedPerHour.dollars) an hour" : ""
        return Report.testCase("leaks", .skipped("\(leaks.count) left behind\(cost)"))
    }

    private var unreachedCases: [Case] {
        unreached.map { Report.testCase("reached", .failed(type: "reached", message: $0, text: "")) }
    }
}
