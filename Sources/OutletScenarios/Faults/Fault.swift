package import OutletContract
package import OutletWire

/// One thing that goes wrong on purpose: which calls it matches, which of the matches it fires on, and what it does.
package struct Fault: Hashable, Sendable {
    package var id: String
    /// What `on` says.
    package var selectors: [OperationSelector]
    /// The operations it can match: what `selectors` mean, without those that cannot send the fault's error.
    package var operations: Set<Operation>
    /// All must hold.
    package var conditions: [FaultCondition]
    /// The phases in which it matches; empty means any.
    package var phases: [String]
    /// Since the world was made or last reset; `from` itself is inside, `until` is not.
    package var from: Span?
    package var until: Span?
    package var counter: FaultCounter
    /// What it answers; nil where it only slows or moves and the search goes on.
    package var answer: FaultAnswer?
    package var delay: FaultDelay?
    package var dripBytesPerSecond: Int?
    /// The phase that the world is in after this exchange.
    package var goto: String?
    /// The fault as it was written, with its id filled in: reading it again gives the same fault.
    package var document: JSON
    package var place: Place

    /// Whether every call to its operations certainly meets its answer, so that no later fault is ever asked.
    package var isUnconditional: Bool {
        answer != nil && conditions.isEmpty && phases.isEmpty && from == nil && until == nil && counter.isEveryMatch
    }
}
