package import OutletContract
package import OutletWire

/// One step of `timeline`: what a drill does by itself at a moment of the world's clock.
package struct TimelineStep: Hashable, Sendable {
    /// The time since the world's creation or last reset.
    package var at: Span
    /// The time from one run to the next; nil for a step that runs once.
    package var again: Span?
    /// The phase that the world is in from then on.
    package var phase: String?
    /// What others do to the world.
    package var change: WorldChange?
    /// A note for readers; it has no effect.
    package var note: String?
    /// The step as written, without `at` and `again`.
    package var document: JSON
    package var location: SourceLocation

    /// The maximum number of steps; every step that runs looks at all of them.
    package static let mostSteps = 100
    /// The shortest `again`, because every run of a step adds a journal entry, however fast time passes.
    package static let shortestPeriod = Span.seconds(1)
    /// The maximum number of repetitions of all steps of one world together, so that advancing by a year takes no
    /// longer than a call may.
    package static let mostRepetitions = 10_000
}
