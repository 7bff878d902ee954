package import OutletContract
package import OutletWire

/// What the search made of one fault for one call, in words that name the fields.
package struct FaultTrace: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case fired(n: Int, draw: Double?, chance: Double?)
        case heldBack(n: Int, by: FaultCounter.HeldBack)
        case otherOperation
        case switchedOff
        case otherPhase(expected: [String], actual: String)
        case outsideWindow(from: Span?, until: Span?, actual: Span)
        case mismatch([Field])
        /// The conditions on the body that cannot be judged any more.
        case bodyGone([String])
    }

    /// One part of the request that was not as asked.
    package struct Field: Hashable, Sendable {
        /// The key of `when`.
        package var key: String
        package var expected: JSON
        /// Nil where it was missing.
        package var actual: JSON?
    }

    package var faultID: String
    package var outcome: Outcome
}

extension ScenarioRun {
    /// Goes through the faults from the top down to the one that answered, and says of each what came of it. Nothing
    /// moves: `phase`, `matches` and `answeredBy` are what `decide` left behind for that call.
    package func trace(
        of call: borrowing FaultCall, sinceStart: Span, phase: String, matches: [FaultMatch], answeredBy: String?
    ) -> [FaultTrace] {
        var traces: [FaultTrace] = []
        for (fault, counters) in zip(faults, counters) {
            let match = matches.first { $0.faultID == fault.id }
            let outcome =
                match.map { fault.outcome(of: $0, seed: seed) }
                ?? (counters.isEnabled
                    ? fault.mismatch(with: call, sinceStart: sinceStart, phase: phase) : .switchedOff)
            traces.append(FaultTrace(faultID: fault.id, outcome: outcome))
            if fault.id == answeredBy { break }
        }
        return traces
    }
}

extension Fault {
    fileprivate func outcome(of match: FaultMatch, seed: Int) -> FaultTrace.Outcome {
        let heldBack = counter.verdict(n: match.n, firedBefore: match.firedBefore, faultID: id, seed: seed)
        if let heldBack, !match.fired { return .heldBack(n: match.n, by: heldBack) }
        let draw = counter.chance.map { _ in FaultCounter.draw(n: match.n, faultID: id, seed: seed) }
        return .fired(n: match.n, draw: draw, chance: counter.chance)
    }

    fileprivate func mismatch(with call: borrowing FaultCall, sinceStart: Span, phase: String) -> FaultTrace.Outcome {
        guard operations.contains(call.operation) else { return .otherOperation }
        if !phases.isEmpty, !phases.contains(phase) { return .otherPhase(expected: phases, actual: phase) }
        if !isOpen(in: phase, sinceStart: sinceStart) {
            return .outsideWindow(from: from, until: until, actual: sinceStart)
        }
        let failed = conditions.filter { $0.holds(for: call) == false }
        if failed.isEmpty {
            return .bodyGone(conditions.filter { $0.holds(for: call) == nil }.map(\.subject.key))
        }
        return .mismatch(
            failed.map { condition in
                FaultTrace.Field(
                    key: condition.subject.key, expected: condition.json, actual: condition.actual(in: call).json)
            })
    }
}

extension FaultCondition {
    /// The value as it is written in `when`.
    package var json: JSON {
        alternatives.count == 1 ? alternatives[0].json : .array(alternatives.map(\.json))
    }
}

extension FaultCondition.Actual {
    fileprivate var json: JSON? {
        switch self {
        case .missing, .gone: nil
        case .text(let text): .string(text)
        case .json(let value): value
        }
    }
}
