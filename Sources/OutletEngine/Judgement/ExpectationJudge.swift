import OutletContract
import OutletScenarios
import OutletWire

/// Holds a list of expectations against what one world has seen.
///
/// Counts are exact whatever the journal has dropped. A condition on requests that are no longer kept is answered
/// only where the answer does not depend on them; otherwise it cannot be judged, and says so.
struct ExpectationJudge {
    let journal: Journal
    let verdicts: [Verdict]
    let leaks: [Leak]

    func failures(of expectations: [Expectation]) -> [ExpectationFailure] {
        expectations.enumerated().compactMap { index, expectation in
            guard let finding = finding(expectation.clause) else { return nil }
            return ExpectationFailure(
                index: index, expected: finding.expected, actual: finding.actual, nearest: finding.nearest)
        }
    }

    private struct Finding {
        var expected: String
        var actual: String
        var nearest: [ExpectationFailure.Nearest] = []
    }

    /// Nil where the clause holds.
    private func finding(_ clause: Expectation.Clause) -> Finding? {
        switch clause {
        case .calls(let calls): finding(CallFilter(calls))
        case .order(let selectors): finding(order: selectors)
        case .verdict(let name): finding(verdict: name)
        case .met(let codes): finding(met: codes)
        case .leaks(let count): finding(leaks: count)
        case .unmatched(let count): finding(unmatched: count)
        }
    }

    // MARK: Calls

    /// How many calls there surely were, and how many there may have been.
    private struct Count {
        var sure = 0
        var possible = 0
    }

    private func finding(_ filter: CallFilter) -> Finding? {
        let wanted = filter.calls.count
        let count = count(filter)
        if wanted.contains(count.sure) && wanted.contains(count.possible) { return nil }
        let expected = "\(filter.words) \(ExpectationJudge.words(wanted))"
        guard !wanted.overlaps(count.sure...count.possible) else {
            let kept = journal.numbers.map { "requests \($0.lowerBound) to \($0.upperBound) are" } ?? "nothing is"
            let actual =
                "this cannot be judged: between \(count.sure) and \(count.possible) came, and only \(kept) still "
                + "kept with bodies that can be looked at"
            return Finding(expected: expected, actual: actual)
        }
        let actual = "it came \(ExpectationJudge.times(count.sure))"
        let isTooMany = count.sure > wanted.upperBound
        return Finding(
            expected: expected, actual: actual, nearest: isTooMany ? counted(filter) : nearest(to: filter))
    }

    private func count(_ filter: CallFilter) -> Count {
        let total = journal.tally.count(where: filter.admits)
        guard !filter.calls.conditions.isEmpty else { return Count(sure: total, possible: total) }
        var count = Count()
        var kept = 0
        for exchange in journal.entries() where filter.admitsOutline(exchange) {
            kept += 1
            switch filter.admitsConditions(exchange) {
            case true?: count.sure += 1
            case nil: count.possible += 1
            case false?: break
            }
        }
        count.possible += count.sure + total - kept
        return count
    }

    private static let listedRequests = 3

    /// The last of those that were counted.
    private func counted(_ filter: CallFilter) -> [ExpectationFailure.Nearest] {
        journal.entries().filter { filter.admitsOutline($0) && filter.admitsConditions($0) == true }
            .suffix(ExpectationJudge.listedRequests).map { ExpectationFailure.Nearest($0) }
    }

    /// How far back somebody looks who wants to know what nearly matched. A thousand waits that time out over a full
    /// journal must not go through ten thousand exchanges each.
    private static let nearestAmong = 1000
    /// How many of them may be paths that led nowhere: which operation each was meant for takes long to find.
    private static let nearestUnmatchedAmong = 2

    /// Of the newest, those that fewest differences keep from being counted, the newest first among equals.
    func nearest(to filter: CallFilter) -> [ExpectationFailure.Nearest] {
        var near: [(exchange: Exchange, difference: CallFilter.Difference, distance: Int)] = []
        var unmatched = 0
        let newest = journal.total
        for number in stride(from: newest, to: newest - ExpectationJudge.nearestAmong, by: -1) {
            guard let exchange = journal[number: number] else { break }
            let differences = filter.differences(of: exchange)
            let distance = differences.reduce(0) { $0 + $1.weight }
            guard let first = differences.first, distance <= 5 else { continue }
            if case .unmatched = first {
                unmatched += 1
                guard unmatched <= ExpectationJudge.nearestUnmatchedAmong else { continue }
                guard filter.words(first, of: exchange) != nil else { continue }
            }
            near.append((exchange, first, distance))
        }
        near.sort { ($0.distance, -$0.exchange.number) < ($1.distance, -$1.exchange.number) }
        return near.prefix(ExpectationJudge.listedRequests).map {
            ExpectationFailure.Nearest($0.exchange, filter.words($0.difference, of: $0.exchange))
        }
    }

    static func times(_ count: Int) -> String { count == 1 ? "once" : count == 0 ? "not once" : "\(count) times" }

    private static func words(_ count: ClosedRange<Int>) -> String {
        if count.lowerBound == count.upperBound { return "exactly \(times(count.lowerBound))" }
        if count.upperBound == .max { return "at least \(times(count.lowerBound))" }
        if count.lowerBound == 0 { return "at most \(times(count.upperBound))" }
        return "\(count.lowerBound) to \(count.upperBound) times"
    }

    // MARK: The other clauses

    private func finding(order selectors: [OperationSelector]) -> Finding? {
        var waiting = selectors[...]
        var lastFound: Exchange?
        for exchange in journal.entries() {
            guard let next = waiting.first else { return nil }
            guard let operation = exchange.route?.operation, next.operations.contains(operation) else { continue }
            waiting = waiting.dropFirst()
            lastFound = exchange
        }
        guard let missing = waiting.first else { return nil }
        let expected = selectors.map(\.word).joined(separator: ", then ")
        if journal.evicted > 0 {
            return Finding(
                expected: expected,
                actual:
                    "this cannot be judged: the journal has dropped the first \(Counted(journal.evicted, "exchange"))")
        }
        let behind = lastFound.map { " after request \($0.number)" } ?? ""
        let elsewhere = journal.entries().filter { exchange in
            exchange.route.map { missing.operations.contains($0.operation) } ?? false
        }
        return Finding(
            expected: expected, actual: "no \(missing.word) came\(behind)",
            nearest: elsewhere.suffix(ExpectationJudge.listedRequests).map {
                ExpectationFailure.Nearest($0, "it came too early")
            })
    }

    private func finding(verdict name: VerdictName) -> Finding? {
        guard let verdict = verdicts.first(where: { $0.name == name }), verdict.result != .pass else { return nil }
        let actual =
            switch verdict.result {
            case .fail: verdict.message
            case .notExercised, .pass: "it was not exercised: \(verdict.message)"
            }
        let requests = verdict.evidence.prefix(2 * ExpectationJudge.listedRequests).compactMap {
            journal[number: $0.request]
        }
        return Finding(
            expected: "the verdict \(name.rawValue) to pass", actual: actual,
            nearest: requests.map { ExpectationFailure.Nearest($0) })
    }

    private func finding(met codes: [ErrorCode]) -> Finding? {
        let missing = codes.filter { code in
            journal.tally.count { $0.error == .api(code) && $0.status != nil } == 0
        }
        guard !missing.isEmpty else { return nil }
        return Finding(
            expected: "to meet \(codes.map(\.wireName).joined(separator: ", "))",
            actual: "\(missing.map(\.wireName).joined(separator: ", ")) was never met")
    }

    private func finding(leaks count: Int) -> Finding? {
        guard leaks.count != count else { return nil }
        let told = leaks.prefix(5).map(\.words).joined(separator: ", ")
        let more = leaks.count > 5 ? " and \(leaks.count - 5) more" : ""
        return Finding(
            expected: "\(count) left behind",
            actual: leaks.isEmpty ? "nothing is" : "\(leaks.count) are: \(told)\(more)")
    }

    private func finding(unmatched count: Int) -> Finding? {
        let actual = journal.tally.unmatched
        guard actual != count else { return nil }
        let requests = journal.entries().filter { $0.route == nil }.suffix(ExpectationJudge.listedRequests)
        return Finding(
            expected: "\(Counted(count, "request")) without an operation", actual: "there were \(actual)",
            nearest: requests.map {
                ExpectationFailure.Nearest($0, NearMiss($0.request.method, $0.path).words)
            })
    }
}

extension Leak {
    fileprivate var words: String {
        "\(kind.rawValue) \(id) of \(user)" + (perHour > .zero ? " at \(perHour.dollars) an hour" : "")
    }
}
