import OutletContract
import OutletScenarios
import OutletWire

/// The clauses about how a client came through an outage.
extension ExpectationJudge {
    /// Each operation that failed is judged separately: a success of another says nothing about it.
    func finding(recovers selector: OperationSelector, _ within: Span) -> Finding? {
        let expected =
            "\(selector.word) to succeed within \(within.description) after its last failure on the server's side"
        let recoveries = Operation.allCases.filter(Set(selector.operations).contains).compactMap {
            journal.recoveries[$0]
        }
        guard !recoveries.isEmpty else {
            return .inconclusive(expected, "it never failed: no fault answered it, and it answered no 5xx itself")
        }
        let late = recoveries.filter { ($0.took ?? now - $0.failure.end.at) > within }
        guard late.isEmpty else {
            return Finding(
                expected: expected, actual: late.map(\.description).joined(separator: "; "),
                nearest: late.suffix(3).map { ExpectationFailure.Nearest($0.failure) })
        }
        let open = recoveries.filter { $0.success == nil }
        guard let first = open.first else { return nil }
        let left = within - (now - first.failure.end.at)
        return .inconclusive(expected, "\(first.description), and there are \(left.description) left")
    }

    func finding(succeeds logicalCalls: Expectation.LogicalCalls, _ wanted: Double) -> Finding? {
        let begun = logicalCalls.window.isAlways ? "" : " begun \(logicalCalls.window.description)"
        let what = "logical calls of \(logicalCalls.selector.word)\(begun)"
        let expected = "at least \(Phrase.percent(wanted)) of the \(what) to end well"
        guard let count = journal.logicalCalls(logicalCalls, since: startedAt, now: now) else {
            return .inconclusive(
                expected,
                "this cannot be judged: the journal has dropped the first \(Counted(journal.evicted, "exchange")), and "
                    + "only what the scenario's own expectations ask about is counted beside it")
        }
        let nearest = count.examples.map { ExpectationFailure.Nearest($0, "it was never granted") }
        let shortfall = Finding(
            expected: expected,
            actual:
                "\(count.well) of \(count.total) did\(count.underWay > 0 ? ", and \(count.underWay) are under way" : "")",
            nearest: nearest)
        return finding(count.share, wanted, shortfall)
    }

    func finding(delivered selector: OperationSelector, _ wanted: Double) -> Finding? {
        let operations = Set(selector.operations)
        func count(_ deliveryState: Exchange.DeliveryState) -> Int {
            journal.tally.count {
                $0.deliveryState == deliveryState && ($0.operation.map(operations.contains) ?? false)
            }
        }
        let (whole, lost, pending) = (count(.delivered), count(.lost), count(.pending))
        let total = whole + lost + pending
        let share = total == 0 ? nil : Double(whole) / Double(total)...Double(whole + pending) / Double(total)
        let missing = journal.entries().filter { exchange in
            exchange.isLost && (exchange.route.map { operations.contains($0.operation) } ?? false)
        }
        let shortfall = Finding(
            expected: "at least \(Phrase.percent(wanted)) of the answers of \(selector.word) to arrive whole",
            actual: "\(whole) of \(total) did\(pending > 0 ? ", and \(pending) are on their way" : "")",
            nearest: missing.suffix(3).map { ExpectationFailure.Nearest($0, "its answer was lost") })
        return finding(share, wanted, shortfall)
    }

    /// - Parameters:
    ///   - share: the share at worst and at best; nil if there is nothing to take a share of.
    ///   - shortfall: the finding if the share is too small.
    private func finding(_ share: ClosedRange<Double>?, _ wanted: Double, _ shortfall: Finding) -> Finding? {
        guard let share else { return .inconclusive(shortfall.expected, "there was none") }
        if share.lowerBound >= wanted { return nil }
        return share.upperBound >= wanted ? .inconclusive(shortfall.expected, shortfall.actual) : shortfall
    }
}

extension Recoveries.Recovery {
    /// `request 17 (POST /v1/rentals → 503 maintenance) was followed by a success after 45 s`.
    fileprivate var description: String {
        let line = "request \(failure.number) (\(failure.requestLine) → \(failure.answerWords))"
        guard let success, let took else { return "\(line) was not followed by a success" }
        return "\(line) was followed by a success after \(took.description), request \(success.number)"
    }
}
