import OutletContract
import OutletScenarios
import OutletWire

/// Builds the report from a search's runs: the cells of the matrix, and the problems in them, grouped by cause.
struct ExplorationReport: Sendable {
    let settings: ExplorerSettings
    let document: TrialDocument
    let scenarioName: String
    /// In plan order.
    let results: [SearchResult]
    /// Nil until it is known.
    let baseline: Baseline?
    let runs: Int
    let untried: Int
    let pruned: [PruningRule: Int]

    /// Identifies a mistake: the same outcome at the same operation, whichever failure provokes it.
    private struct Cause: Hashable {
        let outcome: RunOutcome
        let operation: Operation?
        let verdict: String
        let isStable: Bool
    }

    /// - Parameter took: how long the search ran, in real time.
    func exploration(took: Span) -> Exploration {
        let reached = results.filter(\.isReached)
        let groups = self.groups(reached)
        var cells = reached.map(cell)
        let problems = groups.enumerated().map { place, group in
            for index in group { cells[index].problem = place }
            return problem(group, reached)
        }
        let points = Set(reached.flatMap { $0.injections.prefix(1).map(\.point) })
        return Exploration(
            scenarioName: scenarioName, seed: document.seed,
            summary: Exploration.Summary(
                runs: runs, points: points.count, pruned: pruned, untried: untried,
                unreached: results.count - reached.count, problems: problems.count(where: \.isStable),
                unstable: problems.count { !$0.isStable }, took: took),
            baseline: baseline?.points ?? [], baselineVerdicts: baseline?.failedVerdicts ?? [], cells: cells,
            problems: problems, isStrict: settings.isStrict)
    }

    private func cell(_ result: SearchResult) -> Exploration.Cell {
        Exploration.Cell(
            injections: result.injections, judgement: result.judgement, end: result.run.end,
            faults: document.faults(result.injections), isStable: result.isStable, problem: nil)
    }

    /// The indices of the runs, grouped by mistake: the worst mistake first, and the smallest run first in each group.
    private func groups(_ results: [SearchResult]) -> [[Int]] {
        var groups: [Cause: [Int]] = [:]
        for (index, result) in results.enumerated()
        where result.judgement.outcome.isProblem(isStrict: settings.isStrict) {
            groups[cause(of: result), default: []].append(index)
        }
        for (cause, group) in groups {
            // Plan order breaks ties: likely failures first.
            groups[cause] = group.sorted { depth(results[$0]) < depth(results[$1]) }
        }
        return groups.values.sorted { a, b in
            let (first, second) = (results[a[0]], results[b[0]])
            let (one, other) = (first.judgement.outcome, second.judgement.outcome)
            if isStable(first) != isStable(second) { return isStable(first) }
            if one != other { return one < other }
            return (depth(first), a[0]) < (depth(second), b[0])
        }
    }

    private func depth(_ result: SearchResult) -> Int { result.injections.count }

    /// A run that was not repeated, because the time was up, counts as stable.
    private func isStable(_ result: SearchResult) -> Bool { result.isStable ?? true }

    private func cause(of result: SearchResult) -> Cause {
        let verdict = result.judgement.outcome == .misbehaves ? result.judgement.verdicts.first?.rawValue ?? "" : ""
        return Cause(
            outcome: result.judgement.outcome, operation: result.injections.last?.point.operation,
            verdict: verdict, isStable: isStable(result))
    }

    private func problem(_ group: [Int], _ results: [SearchResult]) -> Exploration.Problem {
        let smallest = results[group[0]]
        let cause = cause(of: smallest)
        let injections = smallest.injections
        let parts = [
            cause.outcome.rawValue, cause.verdict, cause.operation?.wireName ?? "", cause.isStable ? "" : "unstable",
        ]
        let what = injections.map(\.description).joined(separator: "; then at ")
        let name = parts.filter { !$0.isEmpty }.joined(separator: "-")
        return Exploration.Problem(
            outcome: cause.outcome, point: injections.last?.point, message: smallest.judgement.message, cells: group,
            injections: injections, faults: document.faults(injections), left: smallest.judgement.left,
            verdicts: smallest.judgement.verdicts,
            name: name, isStable: cause.isStable, end: smallest.run.end, output: smallest.run.output,
            calls: smallest.run.calls,
            scenario: document.scenario(
                injections, name: name.hyphenated, why: "At \(what). The client \(cause.outcome.title)",
                expect: expectations(smallest)))
    }

    /// What a correct client would have to meet, as far as a scenario file can express it.
    private func expectations(_ result: SearchResult) -> [JSON] {
        let verdicts: [JSON] = result.judgement.verdicts.map { ["verdict": .string($0.rawValue)] }
        guard verdicts.isEmpty else { return verdicts }
        let isClean = baseline.map { $0.effects.livePods.isEmpty } ?? false
        switch result.judgement.outcome {
        case .doesItTwice, .leavesBehind, .claimsSuccess, .hangs, .crashes:
            if isClean { return [["leaks": 0]] }
        case .givesUp:
            if let point = result.injections.last?.point {
                return [["calls": .string(point.operation.wireName), "atLeast": .integer(point.ordinal + 1)]]
            }
        case .misbehaves, .failsCleanly, .survives: break
        }
        return result.injections.last.map {
            [["calls": .string($0.point.operation.wireName), "status": .integer($0.point.operation.row.successStatus)]]
        } ?? []
    }
}

extension String {
    /// The text as a scenario name allows it: `list-rentals` for `listRentals`.
    fileprivate var hyphenated: String {
        reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
    }
}
