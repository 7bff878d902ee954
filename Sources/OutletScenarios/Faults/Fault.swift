package import OutletContract
package import OutletWire

/// One thing that goes wrong on purpose: which calls it matches, which of the matches it fires on, and what it does.
///
/// It never changes once it is read, and is asked by every call that it might be meant for; so it is shared, not copied.
package final class Fault: Sendable {
    package let id: String
    /// What `on` says.
    package let selectors: [OperationSelector]
    /// The operations it can match: what `selectors` mean, without those that cannot send the fault's error.
    package let operations: Set<Operation>
    /// All must hold.
    package let conditions: [FaultCondition]
    /// The phases in which it matches; empty means any.
    package let phases: [String]
    package let window: FaultWindow
    package let counter: FaultCounter
    /// What others do to the world before the operation runs; nil where they do nothing.
    package let change: WorldChange?
    /// How long ago a call that only reads sees the world; nil shows it as it is.
    package let staleness: Span?
    /// What it answers; nil where the search goes on.
    package let answer: FaultAnswer?
    package let delay: FaultDelay?
    /// How long the body waits behind the head.
    package let bodyDelay: FaultDelay?
    package let dripBytesPerSecond: Int?
    /// The phase that the world is in after this exchange.
    package let goto: String?
    /// The fault as it was written, with its id filled in: reading it again gives the same fault.
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

    /// How long ago a call can see the world at most.
    package static let longestStaleness = Span.minutes(10)

    /// Whether it does more to a call than answer, slow and count it.
    var touchesWorld: Bool { change != nil || staleness != nil }

    /// Whether it ends the connection when only the head of a request has arrived, so that it cannot wait for the body.
    package var endsEarly: Bool { answer?.ending == .early }

    /// Whether every call to its operations certainly meets its answer, so that no later fault is ever asked.
    package var isUnconditional: Bool {
        answer != nil && conditions.isEmpty && phases.isEmpty && window.isAlways && counter.isEveryMatch
    }
}

extension Fault: Hashable {
    /// The same in all that it says and does, wherever it was written; what others do to the world is as its
    /// document says.
    package static func == (a: Fault, b: Fault) -> Bool {
        let isSameMatch =
            a.id == b.id && a.selectors == b.selectors && a.operations == b.operations && a.conditions == b.conditions
            && a.phases == b.phases && a.window == b.window && a.counter == b.counter
        return isSameMatch && a.answer == b.answer && a.delay == b.delay && a.bodyDelay == b.bodyDelay
            && a.dripBytesPerSecond == b.dripBytesPerSecond && a.goto == b.goto && a.document == b.document
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
