import OutletContract
import OutletScenarios
import OutletWire

/// The report as JUnit XML for CI servers, with one test case per cell of the matrix.
extension Exploration {
    package var junit: String {
        JUnitSuite(name: "\(Product.name) explore", cases: cells.map(testCase)).xml
    }

    /// Whether it is a problem that happens every time. One that did not happen again counts as skipped.
    private func isFailure(_ cell: Cell) -> Bool {
        cell.judgement.outcome.isProblem(isStrict: isStrict) && cell.isStable != false
    }

    private func testCase(_ cell: Cell) -> JUnitSuite.Case {
        let operation = cell.injections.last?.point.operation.wireName ?? "baseline"
        let message = "\(cell.judgement.outcome.words): \(cell.judgement.message)"
        var result = JUnitSuite.Case.Result.passed
        if cell.isStable == false {
            result = .skipped("\(message); it did not happen again")
        } else if isFailure(cell) {
            result = .failed(type: cell.judgement.outcome.rawValue, message: message, text: details(of: cell))
        }
        return JUnitSuite.Case(
            className: "\(Product.name).\(operation)",
            name: cell.injections.map(\.description).joined(separator: "; "), result: result)
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
