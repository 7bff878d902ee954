import GPUOutletMock
import OutletEngine
import OutletScenarios
import OutletWire

/// `check PATH…`: is every file right, and does every example still go as it says?
struct CheckCommand {
    /// What came out for one file.
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
        streams.print(invocation.text(.format) == "json" ? json(findings).prettyText : text(findings).withoutControls)
        return findings.allSatisfy(\.isGood) ? .ok : .failed
    }

    private static func text(_ findings: [Finding]) -> String {
        let failed = findings.count { !$0.isGood }
        let summary =
            "\(Counted(findings.count, "scenario file")): \(findings.count - failed) passed, \(failed) failed"
        return (findings.map(text) + [summary]).joined(separator: "\n")
    }

    private static func text(_ finding: Finding) -> String {
        if let complaint = finding.file.complaint { return complaint }
        if finding.failures.isEmpty {
            let steps = finding.file.scenario?.example.count ?? 0
            return "\(finding.file.path): ok, \(steps == 0 ? "no example" : "\(Counted(steps, "step"))")"
        }
        return finding.failures.map { failure in
            let place = failure.place
            return """
                \(finding.file.path):\(place.position.line):\(place.position.column): example: \(place.path): \
                \(failure.message)
                    expected: \(failure.expected)
                    actual:   \(failure.actual)
                """
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
            "line": .integer(failure.place.position.line), "column": .integer(failure.place.position.column),
            "path": .string(failure.place.path), "message": .string(failure.message),
            "expected": .string(failure.expected), "actual": .string(failure.actual),
        ]
    }
}
