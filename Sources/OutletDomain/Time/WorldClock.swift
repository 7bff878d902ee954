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

    /// How many times as fast as the wall's a clock may run: above 0 and at most this.
    package static let fastest = 1_000_000.0

    package static func isSpeed(_ speed: Double) -> Bool { speed > 0 && speed <= fastest }

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

    /// When the wall's clock was where this one shows `moment`, as far as a straight line tells: within a period.
    package func wall(of moment: Instant, _ period: ClosedRange<Instant>) -> Instant {
        guard mode == .live else { return period.upperBound }
        let since = WorldClock.scaled(max(now(wall: period.upperBound) - moment, .zero), by: 1 / speed)
        return max(period.lowerBound, period.upperBound - since)
    }

    /// Moves the clock forward; a negative span leaves it where it is, and it ends at the end of time.
    package mutating func advance(by span: Span) {
        anchor = anchor + max(span, .zero)
    }

    /// The product ends at a span's bound: ten thousand years at the greatest speed are far beyond an `Int`.
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
