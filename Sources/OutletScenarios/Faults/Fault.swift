package import OutletContract
package import OutletWire

/// One thing that goes wrong on purpose: which calls it matches, which of the matches it fires on, and what it does.
///
/// It is immutable and checked by every call that it might match, so it is shared, not copied.
package final class Fault: Sendable {
    package let id: String
    /// The words of `on`.
    package let selectors: [OperationSelector]
    /// The operations it can match: those of `selectors` that can send the fault's error; all with `force`.
    package let operations: Set<Operation>
    /// All must hold.
    package let conditions: [FaultCondition]
    /// The phases in which it matches; empty means any.
    package let phases: [String]
    package let window: FaultWindow
    package let counter: FaultCounter
    /// What others do to the world before the operation runs; nil for nothing.
    package let change: WorldChange?
    /// How long ago a read-only call sees the world; nil for the present.
    package let staleness: Span?
    /// What it answers; nil lets the search go on.
    package let answer: FaultAnswer?
    package let delay: FaultDelay?
    /// How long the body waits after the head.
    package let bodyDelay: FaultDelay?
    package let dripBytesPerSecond: Int?
    /// The phase that the world is in after this exchange.
    package let goto: String?
    /// The fault as written, with its id filled in: reading it again gives the same fault.
    package let document: JSON
    package let location: SourceLocation

    init(
        id: String, selectors: [OperationSelector], operations: Set<Operation>, conditions: [FaultCondition],
        phases: [String], window: FaultWindow, counter: FaultCounter, change: WorldChange?, staleness: Span?,
        answer: FaultAnswer?, delay: FaultDelay?, bodyDelay: FaultDelay?, dripBytesPerSecond: Int?, goto: String?,
        document: JSON, location: SourceLocation
    ) {
        self.id = id
        self.selectors = selectors
        self.operations = operations
        self.conditions = conditions
        self.phases = phases
        self.window = window
        self.counter = counter
        self.change = change
        self.staleness = staleness
        self.answer = answer
        self.delay = delay
        self.bodyDelay = bodyDelay
        self.dripBytesPerSecond = dripBytesPerSecond
        self.goto = goto
        self.document = document
        self.location = location
    }

    /// The largest allowed `staleness`.
    package static let longestStaleness = Span.minutes(10)

    /// Whether it changes the world or shows it stale.
    var touchesWorld: Bool { change != nil || staleness != nil }

    /// Whether it ends the connection as soon as a request's head has arrived, without waiting for the body.
    package var endsEarly: Bool { answer?.ending == .early }

    /// Whether it answers every call to its operations, so that no later fault is ever reached.
    package var isUnconditional: Bool {
        answer != nil && conditions.isEmpty && phases.isEmpty && window.isAlways && counter.isEveryMatch
    }
}

extension Fault: Hashable {
    /// Compares everything but `location`; `change` and `staleness` are part of `document`.
    package static func == (a: Fault, b: Fault) -> Bool {
        let isSameMatch =
            a.id == b.id && a.selectors == b.selectors && a.operations == b.operations && a.conditions == b.conditions
            && a.phases == b.phases && a.window == b.window && a.counter == b.counter
        return isSameMatch && a.answer == b.answer && a.delay == b.delay && a.bodyDelay == b.bodyDelay
            && a.dripBytesPerSecond == b.dripBytesPerSecond && a.goto == b.goto && a.document == b.document
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
