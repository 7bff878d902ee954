import OutletContract
import OutletScenarios
import OutletWire

/// Checks a list of expectations against what one world has seen.
///
/// Counts are exact, whatever the journal has dropped. A condition on requests that are no longer kept is decided only
/// if the result does not depend on them; otherwise it is inconclusive and says so. So is a clause about something that
/// never happened.
struct ExpectationJudge {
    let journal: Journal
    let verdicts: [Verdict]
    let leaks: [Leak]
    /// The world's start and its current time.
    let startedAt: Instant
    let now: Instant
    /// The world's current phase.
    let phase: String

    func failures(of expectations: [Expectation]) -> [ExpectationFailure] {
        expectations.enumerated().compactMap { index, expectation in
            guard let finding = finding(expectation.clause) else { return nil }
            return ExpectationFailure(
                index: index, outcome: finding.outcome, expected: finding.expected, actual: finding.actual,
                nearest: finding.nearest)
        }
    }

    struct Finding {
        var expected: String
        var actual: String
        var nearest: [ExpectationFailure.Nearest] = []
        var outcome = Outcome.fail

        static func inconclusive(_ expected: String, _ why: String) -> Finding {
            Finding(expected: expected, actual: why, outcome: .inconclusive)
        }
    }

    /// Nil if the clause holds.
    private func finding(_ clause: Expectation.Clause) -> Finding? {
        switch clause {
        case .calls(let calls): finding(CallFilter(calls))
        case .order(let selectors): finding(order: selectors)
        case .verdict(let name): finding(verdict: name)
        case .met(let codes): finding(met: codes)
        case .leaks(let count): finding(leaks: count)
        case .unmatched(let count): finding(unmatched: count)
        case .recovers(let selector, let within): finding(recovers: selector, within)
        case .succeeds(let logicalCalls, let share): finding(succeeds: logicalCalls, share)
        case .delivered(let selector, let share): finding(delivered: selector, share)
        }
    }

    // MARK: Calls

    /// How many calls there were for certain, and how many there may have been.
    private struct Count {
        var sure = 0
        var possible = 0
    }

    private func finding(_ filter: CallFilter) -> Finding? {
        let wanted = filter.calls.count
        let expected = "\(filter.description) \(ExpectationJudge.description(wanted))"
        if let phase = filter.calls.phase, phase != self.phase, journal.phases.hasReached(phase) == false {
            return .inconclusive(expected, "the world was never in phase \(phase)")
        }
        guard let count = count(filter) else {
            let most = PhaseCounts.maximum
            return .inconclusive(
                expected, "this cannot be judged: the world was in more than \(most) phases, too many to tell apart")
        }
        if wanted.contains(count.sure) && wanted.contains(count.possible) { return nil }
        guard !wanted.overlaps(count.sure...count.possible) else {
            let kept = journal.numbers.map { "requests \($0.lowerBound) to \($0.upperBound) are" } ?? "nothing is"
            let actual =
                "this cannot be judged: between \(count.sure) and \(count.possible) came, and only \(kept) still "
                + "kept with bodies that can be looked at"
            return .inconclusive(expected, actual)
        }
        let actual = "it came \(ExpectationJudge.times(count.sure))"
        let isTooMany = count.sure > wanted.upperBound
        return Finding(
            expected: expected, actual: actual, nearest: isTooMany ? counted(filter) : filter.nearest(in: journal))
    }

    /// Nil if that can no longer be told.
    private func count(_ filter: CallFilter) -> Count? {
        guard let total = journal.count(filter) else { return nil }
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

    static let listedRequests = 3

    /// The last of the exchanges that were counted.
    private func counted(_ filter: CallFilter) -> [ExpectationFailure.Nearest] {
        journal.entries().filter { filter.admitsOutline($0) && filter.admitsConditions($0) == true }
            .suffix(ExpectationJudge.listedRequests).map { ExpectationFailure.Nearest($0) }
    }

    static func times(_ count: Int) -> String { count == 1 ? "once" : count == 0 ? "not once" : "\(count) times" }

    private static func description(_ count: ClosedRange<Int>) -> String {
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
            return .inconclusive(
                expected,
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
            nearest: requests.map { ExpectationFailure.Nearest($0) },
            outcome: verdict.result == .fail ? .fail : .inconclusive)
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
        let told = leaks.prefix(5).map(\.description).joined(separator: ", ")
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
                ExpectationFailure.Nearest($0, NearMiss($0.request.method, $0.path).description)
            })
    }
}

extension Leak {
    fileprivate var description: String {
        "\(kind.rawValue) \(id) of \(user)" + (perHour > .zero ? " at \(perHour.dollars) an hour" : "")
    }
}
