package import OutletContract
import OutletWire

/// The state of a scenario in one world since its creation or last reset: each fault's counters, the phase, and the
/// faults that were added, switched off or removed. `reset` discards it.
///
/// A call searches its operation's faults from top to bottom, through an index (`FaultIndex`). The first fault that
/// fires and answers decides the answer. The faults below it still count their matches, because n counts a fault's
/// matches even if an earlier fault took them. The whole search sees the phase that the call arrived in, and the last
/// of several `goto` wins: one call is one step.
package struct ScenarioRun: Sendable {
    /// Every world starts here.
    package static let startPhase = "start"

    package let seed: Int
    package var phase = ScenarioRun.startPhase
    package private(set) var faults: [Fault]
    package private(set) var counters: [FaultCounters]
    /// The largest staleness of all faults; nil if every call sees the present world.
    package private(set) var longestStaleness: Span?
    /// One per operation, by its ordinal.
    private var indexes: [FaultIndex] = []

    package init(_ scenario: Scenario, seed: Int) {
        self.init(faults: scenario.faults, seed: seed)
    }

    package init(faults: [Fault], seed: Int) {
        self.seed = seed
        self.faults = faults
        counters = faults.map { _ in FaultCounters() }
        rebuildIndexes()
    }

    /// The facts that a call's faults look at. The caller finds out only these.
    package func needs(for operation: Operation) -> FaultNeeds { indexes[operation.ordinal].needs }

    /// Whether there is a fault that a call of this operation could match.
    package func hasFaults(on operation: Operation) -> Bool { !indexes[operation.ordinal].isEmpty }

    /// Whether some fault on this operation has to be checked when only a request's head has arrived.
    package func endsEarly(_ operation: Operation) -> Bool { indexes[operation.ordinal].endsEarly }

    /// Searches the faults for one call, updates their counters and the phase, and returns what to do.
    ///
    /// - Parameters:
    ///   - header: a fault that came with the request; it goes first.
    ///   - sinceStart: the time since the world's creation or last reset.
    package mutating func decide(_ call: borrowing FaultCall, header: Fault? = nil, sinceStart: Span) -> FaultDecision {
        var decision = FaultDecision()
        if let header {
            let match = FaultMatch(faultID: header.id, n: 1, firedBefore: 0, fired: true)
            decision.take(header, match, seed: seed, sinceOpening: .zero)
            decision.matches.append(match)
        }
        let indices = indexes[call.operation.ordinal].indices(for: call, in: phase)
        if indices.isEmpty { return decision }
        var nextPhase = phase
        for index in indices where counters[index].isEnabled {
            let fault = faults[index]
            guard fault.isOpen(in: phase), let sinceOpening = fault.window.sinceOpening(at: sinceStart),
                fault.admits(call)
            else { continue }
            var value: String?
            if let per = fault.counter.per {
                value = per.value(in: call)
                guard let value, fault.counter.concerns(value, faultID: fault.id, seed: seed) else { continue }
            }
            var match = counters[index].nextMatch(of: fault, value: value)
            match.fired =
                decision.answering == nil
                && fault.counter.reasonToPass(match, seed: seed, sinceOpening: sinceOpening) == nil
            counters[index].count(match)
            if match.fired {
                decision.take(fault, match, seed: seed, sinceOpening: sinceOpening)
                nextPhase = fault.goto ?? nextPhase
            }
            decision.matches.append(match)
        }
        phase = nextPhase
        return decision
    }

    /// The faults that fired on a call and change the world or show it stale, from top to bottom. Operations without
    /// such a fault skip the lookup.
    ///
    /// - Parameter header: the fault that came with the request.
    package func faultsTouchingWorld(
        in decision: FaultDecision, on operation: Operation, header: Fault?
    ) -> [Fault] {
        guard header?.touchesWorld == true || indexes[operation.ordinal].touchesWorld else { return [] }
        return decision.matches.enumerated().compactMap { index, match in
            guard match.fired else { return nil }
            // The first match is the header's fault, even if another has its id.
            if let header, index == 0 { return header }
            return self.index(of: match.faultID).flatMap { faults[$0].touchesWorld ? faults[$0] : nil }
        }
    }

    package func index(of faultID: String) -> Int? { faults.firstIndex { $0.id == faultID } }

    /// Adds a fault before all others, with its counters at zero.
    package mutating func addFirst(_ fault: Fault) {
        // Always so: the fault's reader refuses an id that is taken.
        precondition(index(of: fault.id) == nil, "two faults of one run have the same id")
        faults.insert(fault, at: 0)
        counters.insert(FaultCounters(), at: 0)
        rebuildIndexes()
    }

    /// Returns whether the fault exists.
    package mutating func setEnabled(_ isEnabled: Bool, faultID: String) -> Bool {
        guard let index = index(of: faultID) else { return false }
        counters[index].isEnabled = isEnabled
        return true
    }

    /// Returns whether the fault existed.
    package mutating func remove(faultID: String) -> Bool {
        guard let index = index(of: faultID) else { return false }
        faults.remove(at: index)
        counters.remove(at: index)
        rebuildIndexes()
        return true
    }

    /// Replaces a fault. The new one is switched on, with its counters at zero.
    package mutating func replace(faultID: String, by fault: Fault) {
        guard let index = index(of: faultID) else { return }
        faults[index] = fault
        counters[index] = FaultCounters()
        rebuildIndexes()
    }

    /// Restores the counters of a saved run.
    mutating func restore(_ counters: [FaultCounters]) {
        // Always so: the state's reader adds each fault with its counters.
        precondition(counters.count == faults.count, "each fault has its counters")
        self.counters = counters
    }

    private mutating func rebuildIndexes() {
        longestStaleness = faults.compactMap(\.staleness).max()
        indexes = Operation.allCases.map { FaultIndex(of: $0, in: faults) }
    }
}

extension Fault {
    /// Whether the fault can match in this phase.
    func isOpen(in phase: String) -> Bool { phases.isEmpty || phases.contains(phase) }

    fileprivate func admits(_ call: borrowing FaultCall) -> Bool {
        for index in conditions.indices where conditions[index].holds(for: call) != true { return false }
        return true
    }
}

extension FaultSubject {
    /// The text that a call is counted by; nil if the call has no such part.
    func value(in call: borrowing FaultCall) -> String? {
        switch actual(in: call) {
        case .missing, .gone, .json(.null): nil
        case .text(let text), .json(.string(let text)): text
        case .json(let value): value.text
        }
    }
}

extension FaultDecision {
    /// Adds the effects of a fault that fires.
    fileprivate mutating func take(_ fault: Fault, _ match: FaultMatch, seed: Int, sinceOpening: Span) {
        if let delay = fault.delay {
            self.delay = self.delay + delay.span(match, seed: seed, sinceOpening: sinceOpening)
        }
        if let delay = fault.bodyDelay {
            bodyDelay = bodyDelay + delay.span(match, of: "bodyDelay", seed: seed, sinceOpening: sinceOpening)
        }
        dripBytesPerSecond = fault.dripBytesPerSecond ?? dripBytesPerSecond
        if fault.answer != nil { answering = fault }
    }
}
