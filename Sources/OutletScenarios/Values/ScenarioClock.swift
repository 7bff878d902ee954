package import OutletContract

/// What a scenario says about its world's clock. Nil leaves a thing to flags and defaults.
package struct ScenarioClock: Hashable, Sendable {
    package enum Mode: String, CaseIterable, Sendable {
        /// Follows real time, times `speed`.
        case live
        /// Moves only when told.
        case virtual
    }

    /// Whose seconds count where a client is told to wait.
    package enum Waits: String, CaseIterable, Sendable {
        /// The world's, in which everything else is told.
        case world
        /// Real ones, in which a client waits: what `Retry-After` says is divided by `speed`, and pauses are judged so.
        case real
    }

    package var mode: Mode?
    package var start: Instant?
    /// How many seconds pass in the world while one passes outside; only under `live`.
    package var speed: Double?
    /// How far a virtual clock moves after each exchange.
    package var step: Span?
    /// Only under `live`.
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
