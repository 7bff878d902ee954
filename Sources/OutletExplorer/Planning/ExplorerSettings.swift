/// What the caller says about a search.
package struct ExplorerSettings: Hashable, Sendable {
    /// How many things go wrong in one run at most, from 1 to 3.
    package var depth = 2
    /// Whether a call that equals an earlier one is tried as well.
    package var triesEveryPoint = false
    /// Whether answers come too slowly, or never: such a run takes as long as the client is willing to wait.
    package var triesSlowAnswers = true
    /// What an injected error that tells to wait says, in whole seconds.
    package var retryAfterSeconds = 1
    /// How fast the world's clock runs; nil where it stands still and the client moves it.
    package var speed: Double? = 60
    /// Exit codes that count as a crash.
    package var crashCodes: Set<Int> = Set(128...255)
    /// Whether giving up after one failure that may pass is a problem, and not only a warning.
    package var isStrict = false
    /// Replaces the scenario's seed.
    package var seed: Int?

    package init() {}
}
