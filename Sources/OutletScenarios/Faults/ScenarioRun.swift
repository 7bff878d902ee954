package import OutletContract
import OutletWire

/// What has happened to a scenario in one world since it was made or last reset: where each fault's counters stand,
/// which phase the world is in, and which faults were added, switched off or taken away. `reset` throws it away.
///
/// The search goes from top to bottom over the faults of one operation, found through an index (`FaultIndex`). The first that fires
/// and answers ends the search for an answer; the faults below it are still asked whether they match, because n counts
/// a fault's matches whether or not an earlier one took them. All of a search sees the phase that the call arrived in,
/// and of several `goto` the last wins: one call is one step.
package struct ScenarioRun: Sendable {
    /// Every world starts here.
    package static let startPhase = "start"

    package let seed: Int
    package var phase = ScenarioRun.startPhase
    package private(set) var faults: [Fault]
    package private(set) var counters: [FaultCounters]
    /// How long ago a call may see the world at most; nil where every call sees it as it is.
    package private(set) var longestStaleness: Span?
    /// One for each operation, by its ordinal.
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

    /// Which facts a call's faults look at; the caller finds out these and leaves the rest.
    package func needs(for operation: Operation) -> FaultNeeds { indexes[operation.ordinal].needs }

    /// Whether there is a fault that a call of this operation could match.
    package func hasFaults(on operation: Operation) -> Bool { !indexes[operation.ordinal].isEmpty }

    /// Whether some fault on this operation is to be asked when the head of a request has arrived.
    package func endsEarly(_ operation: Operation) -> Bool { indexes[operation.ordinal].endsEarly }

    /// Searches the faults for one call, moves their counters and the phase, and says what to do.
    ///
    /// - Parameters:
    ///   - header: a fault that came with the request itself; it goes first.
    ///   - sinceStart: how long ago the world was made or last reset.
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

    /// The faults that fired on a call and change the world, or let the call see it late, from top to bottom. Nothing
    /// is looked up on an operation that has no such fault.
    ///
    /// - Parameter header: the fault that came with the request itself.
    package func faultsTouchingWorld(
        in decision: FaultDecision, on operation: Operation, header: Fault?
    ) -> [Fault] {
        guard header?.touchesWorld == true || indexes[operation.ordinal].touchesWorld else { return [] }
        return decision.matches.enumerated().compactMap { index, match in
            guard match.fired else { return nil }
            // The search begins with the header's, whatever else has its name.
            if let header, index == 0 { return header }
            return self.index(of: match.faultID).flatMap { faults[$0].touchesWorld ? faults[$0] : nil }
        }
    }

    package func index(of faultID: String) -> Int? { faults.firstIndex { $0.id == faultID } }

    /// Puts a fault before all others, its counters at zero.
    package mutating func addFirst(_ fault: Fault) {
        // Always so: the fault's reader refuses an id that is taken.
        precondition(index(of: fault.id) == nil, "two faults of one run have the same id")
        faults.insert(fault, at: 0)
        counters.insert(FaultCounters(), at: 0)
        rebuildIndexes()
    }

    /// Says whether there is such a fault.
    package mutating func setEnabled(_ isEnabled: Bool, faultID: String) -> Bool {
        guard let index = index(of: faultID) else { return false }
        counters[index].isEnabled = isEnabled
        return true
    }

    /// Says whether there was such a fault.
    package mutating func remove(faultID: String) -> Bool {
        guard let index = index(of: faultID) else { return false }
        faults.remove(at: index)
        counters.remove(at: index)
        rebuildIndexes()
        return true
    }

    /// Puts another fault in the place of one, its counters at zero, switched on.
    package mutating func replace(faultID: String, by fault: Fault) {
        guard let index = index(of: faultID) else { return }
        faults[index] = fault
        counters[index] = FaultCounters()
        rebuildIndexes()
    }

    /// Puts the counters of a run that was written down back in place.
    mutating func restore(_ counters: [FaultCounters]) {
        // Always so: the state's reader takes a fault and its counters as one.
        precondition(counters.count == faults.count, "each fault has its counters")
        self.counters = counters
    }

    private mutating func rebuildIndexes() {
        longestStaleness = faults.compactMap(\.staleness).max()
        indexes = Operation.allCases.map { FaultIndex(of: $0, in: faults) }
    }
}

extension Fault {
    /// Whether the phase lets it match at all.
    func isOpen(in phase: String) -> Bool { phases.isEmpty || phases.contains(phase) }

    fileprivate func admits(_ call: borrowing FaultCall) -> Bool {
        for index in conditions.indices where conditions[index].holds(for: call) != true { return false }
        return true
    }
}

extension FaultSubject {
    /// The text under which a call is counted; nil where the call has no such part.
    func value(in call: borrowing FaultCall) -> String? {
        switch actual(in: call) {
        case .missing, .gone, .json(.null): nil
        case .text(let text), .json(.string(let text)): text
        case .json(let value): value.text
        }
    }
}

extension FaultDecision {
    /// Takes over what a fault that fires does.
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
