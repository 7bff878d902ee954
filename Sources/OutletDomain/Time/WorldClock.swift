package import OutletContract

/// The clock of one world: it follows real time, or it moves only when told to.
///
/// A live clock is a straight line through (`anchorWall`, `anchor`) with slope `speed`. Advancing or tuning it starts a
/// new line at the present point, so it never jumps back.
package struct WorldClock: Hashable, Sendable, Codable {
    package enum Mode: String, CaseIterable, Sendable, Codable {
        case live
        case virtual
    }

    package private(set) var mode: Mode
    package private(set) var speed: Double
    private var anchor: Instant
    private var anchorWall: Instant

    /// The highest speed relative to the wall clock. A speed must be above 0.
    package static let fastest = 1_000_000.0

    package static func isSpeed(_ speed: Double) -> Bool { speed > 0 && speed <= fastest }

    /// Makes a clock that shows `start` when the wall clock shows `wall`; a live clock's default start is `wall`.
    package init(mode: Mode, start: Instant?, speed: Double = 1, wall: Instant) {
        self.mode = mode
        self.speed = speed
        self.anchor = start ?? (mode == .live ? wall : Limits.virtualStart)
        self.anchorWall = wall
    }

    /// The world's time. It is never before `anchor`, even if the wall clock is set back.
    package func now(wall: Instant) -> Instant {
        switch mode {
        case .virtual: anchor
        case .live: anchor + WorldClock.scaled(max(wall - anchorWall, .zero), by: speed)
        }
    }

    /// The wall time at which this clock showed `moment`, judging by its present line and clamped to `period`.
    package func wall(of moment: Instant, _ period: ClosedRange<Instant>) -> Instant {
        guard mode == .live else { return period.upperBound }
        let since = WorldClock.scaled(max(now(wall: period.upperBound) - moment, .zero), by: 1 / speed)
        return max(period.lowerBound, period.upperBound - since)
    }

    /// Moves the clock forward, at most to the end of time; a negative span does nothing.
    package mutating func advance(by span: Span) {
        anchor = anchor + max(span, .zero)
    }

    /// Capped, because ten thousand years at the highest speed would overflow an `Int`.
    private static func scaled(_ span: Span, by speed: Double) -> Span {
        Span(milliseconds: Int(min((Double(span.milliseconds) * speed).rounded(.down), 1e15)))
    }

    /// Changes how the clock runs, from the present moment on.
    package mutating func tune(mode: Mode?, speed: Double?, wall: Instant) {
        anchor = now(wall: wall)
        anchorWall = wall
        self.mode = mode ?? self.mode
        self.speed = speed ?? self.speed
    }
}
