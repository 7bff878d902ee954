package import OutletContract
package import OutletWire

/// What the search decided about one fault for one call, naming the fields involved.
package struct FaultTrace: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case fired(FaultMatch, draw: Double?, chance: Double?)
        case heldBack(FaultMatch, by: FaultCounter.HeldBack)
        case otherOperation
        case switchedOff
        case otherPhase(expected: [String], actual: String)
        case outsideWindow(FaultWindow, actual: Span)
        case mismatch([Field])
        /// The call has no value for the fault's `per`.
        case nothingToCount(FaultSubject)
        /// The value is outside the share that the fault affects.
        case outsideShare(value: String, standing: Double, share: Double)
        /// The conditions that can no longer be judged: on a body that is not kept, or on a past state of the world.
        case gone([String])
    }

    /// One part of the request that did not match.
    package struct Field: Hashable, Sendable {
        /// The key of `when`.
        package var key: String
        package var expected: JSON
        /// Nil if it was missing.
        package var actual: JSON?
    }

    package var faultID: String
    package var outcome: Outcome
}

extension ScenarioRun {
    /// Explains the outcome of each fault, from the top down to the one that answered. It changes nothing: `phase`,
    /// `matches` and `answeredBy` are what was recorded for that call.
    package func trace(
        of call: borrowing FaultCall, sinceStart: Span, phase: String, matches: [FaultMatch], answeredBy: String?
    ) -> [FaultTrace] {
        var traces: [FaultTrace] = []
        for (fault, counters) in zip(faults, counters) {
            let match = matches.first { $0.faultID == fault.id }
            let outcome =
                match.map { fault.outcome(of: $0, seed: seed, sinceStart: sinceStart) }
                ?? (counters.isEnabled
                    ? fault.mismatch(with: call, sinceStart: sinceStart, phase: phase, seed: seed) : .switchedOff)
            traces.append(FaultTrace(faultID: fault.id, outcome: outcome))
            if fault.id == answeredBy { break }
        }
        return traces
    }
}

extension Fault {
    fileprivate func outcome(of match: FaultMatch, seed: Int, sinceStart: Span) -> FaultTrace.Outcome {
        let sinceOpening = window.sinceOpening(at: sinceStart) ?? .zero
        let reason = counter.reasonToPass(match, seed: seed, sinceOpening: sinceOpening)
        if let reason, !match.fired { return .heldBack(match, by: reason) }
        let draw = counter.chance.map { _ in FaultCounter.draw(match, seed: seed) }
        return .fired(match, draw: draw, chance: counter.chance?.value(at: sinceOpening))
    }

    fileprivate func mismatch(
        with call: borrowing FaultCall, sinceStart: Span, phase: String, seed: Int
    ) -> FaultTrace.Outcome {
        guard operations.contains(call.operation) else { return .otherOperation }
        if !isOpen(in: phase) { return .otherPhase(expected: phases, actual: phase) }
        if window.sinceOpening(at: sinceStart) == nil { return .outsideWindow(window, actual: sinceStart) }
        let failed = conditions.filter { $0.holds(for: call) == false }
        if !failed.isEmpty {
            return .mismatch(
                failed.map { condition in
                    FaultTrace.Field(
                        key: condition.subject.key, expected: condition.json,
                        actual: condition.subject.actual(in: call).json)
                })
        }
        let gone = conditions.filter { $0.holds(for: call) == nil }.map(\.subject.key)
        if !gone.isEmpty { return .gone(gone) }
        guard let per = counter.per else { return .gone([]) }
        if per.actual(in: call) == .gone { return .gone([per.key]) }
        guard let value = per.value(in: call), let share = counter.share else { return .nothingToCount(per) }
        let standing = FaultCounter.standing(of: value, faultID: id, seed: seed)
        return .outsideShare(value: value, standing: standing, share: share)
    }
}

extension FaultCondition {
    /// The value as written in `when`.
    package var json: JSON {
        alternatives.count == 1 ? alternatives[0].json : .array(alternatives.map(\.json))
    }
}

extension FaultSubject.Actual {
    fileprivate var json: JSON? {
        switch self {
        case .missing, .gone: nil
        case .text(let text): .string(text)
        case .json(let value): value
        }
    }
}
