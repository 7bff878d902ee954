package import OutletContract

/// The clock of one world: it follows real time, or it moves only when told.
///
/// A live clock is a straight line through (`anchorWall`, `anchor`) with slope `speed`; moving or re-tuning it draws a
/// new line through the present point, so that it never jumps back.
package struct WorldClock: Hashable, Sendable, Codable {
    package enum Mode: String, CaseIterable, Sendable, Codable {
        case live
        case virtual
    }

    package private(set) var mode: Mode
    package private(set) var speed: Double
    private var anchor: Instant
    private var anchorWall: Instant

    /// A clock that shows `start` (live: the wall's time unless told otherwise) when the wall clock shows `wall`.
    package init(mode: Mode, start: Instant?, speed: Double = 1, wall: Instant) {
        self.mode = mode
        self.speed = speed
        self.anchor = start ?? (mode == .live ? wall : Limits.virtualStart)
        self.anchorWall = wall
    }

    /// The world's time. A wall clock that is set back does not take the world with it.
    package func now(wall: Instant) -> Instant {
        switch mode {
        case .virtual: anchor
        case .live: anchor + WorldClock.scaled(max(wall - anchorWall, .zero), by: speed)
        }
    }

    /// Moves the clock forward.
    package mutating func advance(by span: Span) {
        precondition(span >= .zero, "a clock only moves forward")
        anchor = anchor + span
    }

    private static func scaled(_ span: Span, by speed: Double) -> Span {
        Span(milliseconds: Int((Double(span.milliseconds) * speed).rounded(.down)))
    }

    /// Changes how the clock runs, from the present moment on.
    package mutating func tune(mode: Mode?, speed: Double?, wall: Instant) {
        anchor = now(wall: wall)
        anchorWall = wall
        self.mode = mode ?? self.mode
        self.speed = speed ?? self.speed
    }
}
