import OutletContract

/// Whether a fault can fire on the next call it is meant for; if not, why.
enum FaultStanding: String, Sendable {
    case ready
    /// It has been switched off.
    case off
    /// It waits for another phase.
    case otherPhase = "other-phase"
    /// Its window is not open.
    case closed
    /// It has fired as often as it may.
    case spent

    init(of fault: Fault, _ counters: FaultCounters, in phase: String, sinceStart: Span) {
        if !counters.isEnabled {
            self = .off
        } else if fault.counter.isSpent(counters) {
            self = .spent
        } else if !fault.isOpen(in: phase) {
            self = .otherPhase
        } else {
            self = fault.window.sinceOpening(at: sinceStart) == nil ? .closed : .ready
        }
    }
}

extension FaultCounter {
    /// Whether no further match can fire. With `per` one always can, because a new value starts a new count.
    fileprivate func isSpent(_ counters: FaultCounters) -> Bool {
        guard per == nil else { return false }
        if let times, counters.fired >= times { return true }
        guard let last = nth.max() else { return false }
        return counters.matched >= last
    }
}
