import OutletContract
package import OutletWire

/// The report as text and as JSON.
extension ConformanceReport {
    /// One line per operation, followed by the expected and actual answers where it drifted.
    package var text: String {
        var lines: [String] = []
        for operation in Operation.allCases {
            lines.append("\(mark(operation)) \(operation.wireName)\(remark(on: operation))")
            lines += findings(of: operation).flatMap(ConformanceReport.lines)
        }
        if !findings(of: nil).isEmpty {
            lines.append("drift  (no operation)")
            lines += findings(of: nil).flatMap(ConformanceReport.lines)
        }
        if !omissions.isEmpty {
            lines.append("\nLeft out:")
            lines += omissions.map { "  \($0)" }
        }
        return (lines + ["", summary]).joined(separator: "\n")
    }

    /// `30 of 30 operations answered, 412 requests, 5210 checks: nothing departs from the contract`
    package var summary: String {
        let asked = Operation.allCases.filter { hasMet(.answered, of: $0) }.count
        let verdict =
            hasDrifted
            ? "\(Counted(findings.count, "broken rule"))"
            : "nothing departs from the contract"
        return
            "\(asked) of \(Operation.allCases.count) operations answered, \(Counted(requests, "request")), \(Counted(checks, "check")): \(verdict)"
    }

    private func mark(_ operation: Operation) -> String {
        if !findings(of: operation).isEmpty { return "drift " }
        return hasMet(.answered, of: operation) ? "ok    " : "-     "
    }

    private func remark(on operation: Operation) -> String {
        let missing = notExercised(operation).map(\.name)
        return missing.isEmpty ? "" : "  (not exercised: \(missing.joined(separator: ", ")))"
    }

    private static func lines(_ finding: ConformanceFinding) -> [String] {
        let often = finding.times > 1 ? " (\(finding.times) times; the first:)" : ""
        return [
            "         \(finding.rule)\(often)", "           asked     \(finding.request)",
            "           expected  \(finding.expected)", "           actual    \(finding.actual)",
        ]
    }

    /// `{"conforms","requests","checks","operations","http","omitted"}`, with operations of the form
    /// `{"operation","answered","met","notExercised","findings"}`.
    package var json: JSON {
        [
            "conforms": .bool(!hasDrifted), "requests": .integer(requests), "checks": .integer(checks),
            "operations": .array(Operation.allCases.map(row)),
            "http": .array(findings(of: nil).map(ConformanceReport.json)),
            "omitted": .array(omissions.map(JSON.string)),
        ]
    }

    private func row(_ operation: Operation) -> JSON {
        [
            "operation": .string(operation.wireName), "answered": .bool(hasMet(.answered, of: operation)),
            "met": .array(operation.errors.filter { hasMet(.refused($0), of: operation) }.map { .string($0.wireName) }),
            "notExercised": .array(notExercised(operation).map { .string($0.name) }),
            "findings": .array(findings(of: operation).map(ConformanceReport.json)),
        ]
    }

    private static func json(_ finding: ConformanceFinding) -> JSON {
        [
            "rule": .string(finding.rule), "request": .string(finding.request), "expected": .string(finding.expected),
            "actual": .string(finding.actual), "times": .integer(finding.times),
        ]
    }
}

extension ConformanceReport.Outcome {
    package var name: String {
        switch self {
        case .answered: "a good answer"
        case .refused(let code): code.wireName
        }
    }
}
