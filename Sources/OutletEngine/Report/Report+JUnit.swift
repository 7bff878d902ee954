import OutletContract
import OutletScenarios
import OutletWire

/// The report as JUnit XML, which CI servers show: a test case for each verdict, one for coverage, one for
/// leaks, one for each expectation of a drill.
extension Report {
    private struct Case {
        var name: String
        var body: Body
        /// By the world's clock.
        var took: Span = .zero

        enum Body {
            case passed
            case skipped(String)
            case failed(type: String, message: String, text: String)
        }
    }

    /// - Parameter minimumCoverage: in percent; below it the coverage's case fails.
    package func junit(minimumCoverage: Int?) -> String {
        let cases =
            verdicts.map(Report.testCase) + [coverageCase(minimumCoverage), leaksCase] + unreachedCases
            + drills.flatMap(testCases)
        let failures = cases.count { if case .failed = $0.body { true } else { false } }
        let skipped = cases.count { if case .skipped = $0.body { true } else { false } }
        var lines = [
            #"<?xml version="1.0" encoding="UTF-8"?>"#,
            "<testsuites tests=\"\(cases.count)\" failures=\"\(failures)\" time=\"\(Report.seconds(took))\">",
            "  <testsuite name=\"gpuoutlet-mock\" tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"0\" "
                + "skipped=\"\(skipped)\" time=\"\(Report.seconds(took))\"\(began)>",
        ]
        for testCase in cases {
            let head =
                "    <testcase classname=\"gpuoutlet-mock\" name=\"\(testCase.name.xmlEscaped)\" "
                + "time=\"\(Report.seconds(testCase.took))\""
            switch testCase.body {
            case .passed: lines.append(head + "/>")
            case .skipped(let message):
                lines += [head + ">", "      <skipped message=\"\(message.xmlEscaped)\"/>", "    </testcase>"]
            case .failed(let type, let message, let text):
                lines += [
                    head + ">",
                    "      <failure type=\"\(type)\" message=\"\(message.xmlEscaped)\">\(text.xmlEscaped)</failure>",
                    "    </testcase>",
                ]
            }
        }
        return (lines + ["  </testsuite>", "</testsuites>"]).joined(separator: "\n") + "\n"
    }

    private static func testCase(_ verdict: Verdict) -> Case {
        let body: Case.Body =
            switch verdict.result {
            case .pass: .passed
            case .notExercised: .skipped(verdict.message)
            case .fail:
                .failed(
                    type: "verdict", message: verdict.message,
                    text: (verdict.wrongClients(else: "see") + verdict.evidenceLines.prefix(listedLines))
                        .joined(separator: "\n"))
            }
        return Case(name: verdict.name.rawValue, body: body)
    }

    /// What is inconclusive is skipped, as a verdict is that was not exercised; the command's exit code minds it.
    private func testCases(_ drill: Drill) -> [Case] {
        let name = "\(drill.scenario) @\(drill.world)"
        let took = worlds.first { $0.name == drill.world && $0.scenario == drill.scenario }?.elapsed ?? .zero
        var cases = drill.results.map { result in
            let message = result.actual ?? ""
            let body: Case.Body =
                switch result.outcome {
                case .pass: .passed
                case .inconclusive: .skipped("inconclusive: \(message)")
                case .fail: .failed(type: "drill", message: message, text: "expected that \(result.expectation)")
                }
            return Case(name: "\(name): \(result.expectation)", body: body, took: took)
        }
        if let unfinished = drill.unfinished {
            cases.append(Case(name: "\(name): is over", body: .skipped("inconclusive: \(unfinished)"), took: took))
        }
        return cases
    }

    private func coverageCase(_ minimum: Int?) -> Case {
        guard let minimum, coverage.percent < minimum else { return Case(name: "coverage", body: .passed) }
        let unmet = coverage.cells.filter { !$0.isMet }.map { "\($0.operation?.wireName ?? "*") \($0.error.wireName)" }
        return Case(
            name: "coverage",
            body: .failed(
                type: "coverage", message: "coverage \(coverage.percent) % is below \(minimum) %",
                text: unmet.joined(separator: "\n")))
    }

    private static let listedLines = 40

    /// As long as the world that lived longest.
    private var took: Span { worlds.map(\.elapsed).max() ?? .zero }

    private var began: String {
        worlds.map(\.startedAt).min().map { " timestamp=\"\($0.iso8601.dropLast())\"" } ?? ""
    }

    /// `12.250`
    private static func seconds(_ span: Span) -> String {
        let rest = String(span.milliseconds % 1000)
        return "\(span.milliseconds / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }

    /// Leaks are told, and judged where a scenario minds them: `{ leaks: 0 }`.
    private var leaksCase: Case {
        guard unexpectedLeaks.isEmpty else {
            let lines = leaks.map { leak in
                "\(leak.kind.rawValue) \(leak.id) of \(leak.user) in @\(leak.world)"
                    + (leak.perHour > .zero ? ", \(leak.perHour.dollars) an hour" : "")
            }
            return Case(
                name: "leaks",
                body: .failed(
                    type: "leaks", message: unexpectedLeaks.joined(separator: "; "),
                    text: lines.prefix(Report.listedLines).joined(separator: "\n")))
        }
        guard !leaks.isEmpty else { return Case(name: "leaks", body: .passed) }
        let cost = leakedPerHour > .zero ? ", \(leakedPerHour.dollars) an hour" : ""
        return Case(name: "leaks", body: .skipped("\(leaks.count) left behind\(cost)"))
    }

    private var unreachedCases: [Case] {
        unreached.map { Case(name: "reached", body: .failed(type: "reached", message: $0, text: "")) }
    }
}
