import GPUOutletMock
import OutletEngine
import OutletScenarios
import OutletWire

/// `check PATH…`: checks that every file is valid and every example still behaves as it says.
struct CheckCommand {
    /// The result for one file.
    private struct Finding {
        var file: ScenarioFile
        var failures: [ExampleReplay.Failure]

        init(_ file: ScenarioFile) {
            self.file = file
            failures = file.scenario.map(ExampleReplay.failures) ?? []
        }

        var isGood: Bool { file.scenario != nil && failures.isEmpty }
    }

    static func run(_ invocation: Invocation, streams: Streams) throws(UsageError) -> ExitCode {
        for path in invocation.operands where !Files.exists(path) {
            throw UsageError("there is no file or folder \(path)", command: .check)
        }
        let findings = ScenarioFiles(paths: invocation.operands).files.map(Finding.init)
        guard !findings.isEmpty else {
            throw UsageError(
                "there is no scenario file in \(invocation.operands.joined(separator: ", "))", command: .check)
        }
        let paint = Paint(isOn: streams.terminal.hasColours)
        streams.print(invocation.text(.format) == "json" ? json(findings).prettyText : text(findings, paint))
        return findings.allSatisfy(\.isGood) ? .ok : .failed
    }

    /// Each file's line or problems, the number of passes and failures, and last the names of the failed files.
    private static func text(_ findings: [Finding], _ paint: Paint) -> String {
        let failed = findings.filter { !$0.isGood }
        let passed = findings.count - failed.count
        var lines = findings.map { text($0, paint) }
        lines.append("\(Counted(findings.count, "scenario file")): \(passed) passed, \(failed.count) failed")
        if !failed.isEmpty {
            lines.append(paint.red("failed:") + failed.map { "\n  " + $0.file.path.withoutControls }.joined())
        }
        return lines.joined(separator: "\n")
    }

    private static func text(_ finding: Finding, _ paint: Paint) -> String {
        if let complaint = finding.file.complaint(inColour: paint.isOn) { return complaint }
        if finding.failures.isEmpty {
            let steps = finding.file.scenario?.example.count ?? 0
            let path = finding.file.path.withoutControls
            return "\(path): \(paint.green("ok")), \(steps == 0 ? "no example" : "\(Counted(steps, "step"))")"
        }
        return finding.failures.map { failure in
            let location = failure.location
            let head = "\(finding.file.path):\(location.position.line):\(location.position.column):".withoutControls
            let story = """
                example: \(location.path): \(failure.message)
                    expected: \(failure.expected)
                    actual:   \(failure.actual)
                """
            return "\(paint.bold(head)) \(story.withoutControls)"
        }.joined(separator: "\n")
    }

    private static func json(_ findings: [Finding]) -> JSON {
        [
            "files": .array(findings.map(json)),
            "passed": .integer(findings.count { $0.isGood }),
            "failed": .integer(findings.count { !$0.isGood }),
        ]
    }

    private static func json(_ finding: Finding) -> JSON {
        var problems: JSON = []
        var trouble: String?
        if case .failure(let reason) = finding.file.outcome {
            if case .problems(let list) = reason { problems = list.json } else { trouble = finding.file.complaint }
        }
        return [
            "file": .string(finding.file.path), "scenario": .optional(finding.file.scenario?.name),
            "ok": .bool(finding.isGood), "trouble": .optional(trouble), "problems": problems,
            "failures": .array(finding.failures.map(json)),
        ]
    }

    private static func json(_ failure: ExampleReplay.Failure) -> JSON {
        [
            "line": .integer(failure.location.position.line), "column": .integer(failure.location.position.column),
            "path": .string(failure.location.path), "message": .string(failure.message),
            "expected": .string(failure.expected), "actual": .string(failure.actual),
        ]
    }
}
