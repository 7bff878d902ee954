import OutletContract
import OutletDomain
import OutletScenarios

/// What was run in a world, and how each operation fared.
extension World {
    func reported(_ expectations: [Drill.Result]) -> ReportedWorld {
        let isVirtual = clock.mode == .virtual
        var reported = ReportedWorld(
            name: name, scenario: scenario.name, startedAt: startedAt, now: now,
            traffic: isVirtual
                ? Timeseries(journal, since: startedAt, now: now) : Timeseries(traffic, .all, now: seenAt),
            isWorldTime: isVirtual)
        reported.why = scenario.why
        reported.seed = run.seed
        reported.clock = clockWords
        reported.phase = run.phase
        reported.requests = journal.total
        reported.operations = operationRows
        reported.expectations = expectations
        return reported
    }

    private var clockWords: String {
        if clock.mode == .virtual { return "virtual: it moves when it is told to" }
        let speed = clock.speed
        guard speed != 1 else { return "real time" }
        return "\(speed == speed.rounded() ? "\(Int(speed))" : "\(speed)") times real time"
    }

    /// A row for each operation that was called, in the order of the contract.
    private var operationRows: [ReportedOperation] {
        var rows: [Operation: ReportedOperation] = [:]
        for (key, count) in journal.tally.counts {
            guard let operation = key.operation, key.deliveryState != .pending else { continue }
            var row = rows[operation] ?? ReportedOperation(operation)
            switch key.status ?? 0 {
            case 0: row.lost += count
            case ..<400: row.granted += count
            case ..<500: row.refused += count
            default: row.failed += count
            }
            rows[operation] = row
        }
        return Operation.allCases.compactMap { rows[$0] }.map(withBudget)
    }

    private func withBudget(_ row: ReportedOperation) -> ReportedOperation {
        var row = row
        let course = journal.recoveries[row.operation]
        row.lastFailure = course?.failure.end.at
        row.recovery = course?.took
        row.budget = budget(of: row.operation)
        return row
    }

    /// The budget from the first expectation on how many of the operation's logical calls must end well.
    private func budget(of operation: Operation) -> ReportedOperation.Budget? {
        var (window, wanted) = (FaultWindow(), Double?.none)
        for expectation in scenario.expectations {
            guard case .succeeds(let calls, let share) = expectation.clause,
                calls.selector.operations.contains(operation)
            else { continue }
            (window, wanted) = (calls.window, share)
            break
        }
        let calls = Expectation.LogicalCalls(selector: .operation(operation), window: window)
        guard let count = journal.logicalCalls(calls, since: startedAt, now: now) else { return nil }
        let ended = count.well + count.badly
        var budget = ReportedOperation.Budget(well: count.well, total: ended)
        if let wanted {
            budget.wanted = "at least \(Phrase.percent(wanted))"
            let allowed = (1 - wanted) * Double(ended)
            budget.spentPercent = allowed > 0 ? Int(min(Double(count.badly) * 100 / allowed, 1e9).rounded()) : nil
        }
        return budget
    }
}
