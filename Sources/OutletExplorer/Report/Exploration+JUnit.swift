import OutletContract
import OutletScenarios
import OutletWire

/// The report as JUnit XML, which CI servers show: a case for each cell of the matrix.
extension Exploration {
    package var junit: String {
        let failures = cells.count { isFailure($0) }
        let skipped = cells.count { $0.isStable == false }
        let head = [
            #"<?xml version="1.0" encoding="UTF-8"?>"#,
            "<testsuites tests=\"\(cells.count)\" failures=\"\(failures)\">",
            "  <testsuite name=\"\(Product.name) explore\" tests=\"\(cells.count)\" failures=\"\(failures)\" "
                + "errors=\"0\" skipped=\"\(skipped)\">",
        ]
        return (head + cells.flatMap { lines(of: $0) } + ["  </testsuite>", "</testsuites>"]).joined(separator: "\n")
            + "\n"
    }

    /// What happens every time; what does not happen again is skipped.
    private func isFailure(_ cell: Cell) -> Bool {
        cell.judgement.outcome.isProblem(isStrict: isStrict) && cell.isStable != false
    }

    private func lines(of cell: Cell) -> [String] {
        let operation = cell.injections.last?.point.operation.wireName ?? "baseline"
        let name = cell.injections.map(\.description).joined(separator: "; ")
        let start = "    <testcase classname=\"\(Product.name).\(operation)\" name=\"\(name.xmlEscaped)\""
        let message = "\(cell.judgement.outcome.words): \(cell.judgement.message)"
        if cell.isStable == false {
            let text = "\(message); it did not happen again".xmlEscaped
            return [start + ">", "      <skipped message=\"\(text)\"/>", "    </testcase>"]
        }
        guard isFailure(cell) else { return [start + "/>"] }
        let type = cell.judgement.outcome.rawValue
        return [
            start + ">",
            "      <failure type=\"\(type)\" message=\"\(message.xmlEscaped)\">\(details(of: cell).xmlEscaped)</failure>",
            "    </testcase>",
        ]
    }

    private func details(of cell: Cell) -> String {
        let problem = cell.problem.flatMap { problems.indices.contains($0) ? problems[$0] : nil }
        let lines =
            [cell.end.text] + cell.judgement.left.map { "left: \($0.text)" }
            + cell.judgement.verdicts.map { "verdict: \($0.rawValue)" }
            + (problem.map { ["problem: \($0.name)"] + $0.output.suffix(8) } ?? [])
        return lines.joined(separator: "\n")
    }
}
