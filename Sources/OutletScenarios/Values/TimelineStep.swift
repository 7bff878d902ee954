package import OutletContract
package import OutletWire

/// One step of `timeline`: what a drill does by itself at a moment of the world's clock.
package struct TimelineStep: Hashable, Sendable {
    /// How long after the world was made or last reset.
    package var at: Span
    /// How long after one time the next one comes; nil for a step that is done once.
    package var again: Span?
    /// The phase that the world is in from then on.
    package var phase: String?
    /// What others do to the world.
    package var change: WorldChange?
    /// Whatever somebody wants to read beside it; it does nothing.
    package var note: String?
    /// The step as it was written, without its moments.
    package var document: JSON
    package var location: SourceLocation

    /// A drill has a handful of steps; each is looked at whenever another is done.
    package static let mostSteps = 100
    /// Time passes as it likes, and each time of each step is an entry in the journal.
    package static let shortestPeriod = Span.seconds(1)
    /// How often the steps of one world come again, all of them together; then they come no more. A year that passes at
    /// once is to take no longer than a call may.
    package static let mostRepetitions = 10_000
}
