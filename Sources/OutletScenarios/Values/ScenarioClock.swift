package import OutletContract

/// A scenario's settings for its world's clock. Nil leaves a setting to flags and defaults.
package struct ScenarioClock: Hashable, Sendable {
    package enum Mode: String, CaseIterable, Sendable {
        /// Follows real time, times `speed`.
        case live
        /// Moves only when told.
        case virtual
    }

    /// Which seconds count when a client is told to wait.
    package enum Waits: String, CaseIterable, Sendable {
        /// The world's seconds, as everywhere else.
        case world
        /// Real seconds: what `Retry-After` says is divided by `speed`, and pauses are judged in real time.
        case real
    }

    package var mode: Mode?
    package var start: Instant?
    /// World seconds per real second; only with `live`.
    package var speed: Double?
    /// How far a virtual clock moves after each exchange.
    package var step: Span?
    /// Only with `live`.
    package var waits: Waits?

    package init(
        mode: Mode? = nil, start: Instant? = nil, speed: Double? = nil, step: Span? = nil, waits: Waits? = nil
    ) {
        self.mode = mode
        self.start = start
        self.speed = speed
        self.step = step
        self.waits = waits
    }
}
