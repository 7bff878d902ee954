import OutletContract

/// Decides what the search leaves out, and counts it by rule.
struct Pruning: Sendable {
    private(set) var counts: [PruningRule: Int] = [:]
    /// The failures seen so far, with the calls that the client answered them with.
    private var recoveries: Set<Answered> = []
    /// The runs planned so far, each up to the failure to inject.
    private var journals: Set<Journal> = []

    private struct Answered: Hashable {
        let points: [Point]
        let calls: [CallKey]
    }

    private struct Journal: Hashable {
        let steps: [Step]
        let injection: Injection
    }

    private struct Step: Hashable {
        let key: CallKey
        let status: Int?
        let error: ErrorCode?
        let connection: String?
        let tookEffect: Bool
    }

    mutating func add(_ rule: PruningRule, _ count: Int) {
        if count > 0 { counts[rule, default: 0] += count }
    }

    /// Returns what to inject next, after runs that recovered from the earlier failures.
    mutating func secondFailures(after results: [SearchResult], beside baseline: Baseline) -> [[Injection]] {
        var plans: [[Injection]] = []
        for result in results {
            let injections = result.injections
            let recovery = Recovery(of: result.run, after: Trial.faultID(injections.count - 1), beside: baseline)
            guard !recovery.calls.isEmpty else { continue }
            let answered = Answered(points: injections.map(\.point), calls: recovery.signature)
            guard recoveries.insert(answered).inserted else {
                add(.sameRecovery, recovery.calls.reduce(0) { $0 + Hazard.reaching($1.point.operation).count })
                continue
            }
            for call in recovery.calls { plans += failures(at: call, in: result) }
        }
        return plans
    }

    private mutating func failures(at call: Recovery.Call, in result: SearchResult) -> [[Injection]] {
        let hazards = Hazard.reaching(call.point.operation)
        let tried = hazards.filter(\.standsForItsKind)
        add(.oneOfItsKind, hazards.count - tried.count)
        let steps = Pruning.steps(of: result.run, before: call.position)
        return tried.compactMap { hazard in
            let injection = Injection(call.point, hazard)
            guard journals.insert(Journal(steps: steps, injection: injection)).inserted else {
                add(.sameJournal, 1)
                return nil
            }
            return result.injections + [injection]
        }
    }

    /// The client's calls and their answers so far. A read repeated with the same answer counts once.
    private static func steps(of run: ClientRun, before position: Int) -> [Step] {
        var steps: [Step] = []
        for (call, key) in zip(run.calls, CallKey.keys(of: run.calls)).prefix(position) {
            let step = Step(
                key: key, status: call.status, error: call.error, connection: call.connection,
                tookEffect: call.tookEffect)
            if !call.isRead || steps.last != step { steps.append(step) }
        }
        return steps
    }
}
