/// The settings of a search.
package struct ExplorerSettings: Hashable, Sendable {
    /// The maximum number of things that go wrong in one run, from 1 to 3.
    package var depth = 2
    /// Whether a call that equals an earlier one is tried too.
    package var triesEveryPoint = false
    /// Whether to try slow and missing answers. Such a run takes as long as the client is willing to wait.
    package var triesSlowAnswers = true
    /// The `Retry-After` of an injected error that asks the client to wait, in whole seconds.
    package var retryAfterSeconds = 1
    /// The speed of the world's clock; nil if it stands still until the client advances it.
    package var speed: Double? = 60
    /// Exit codes that count as a crash.
    package var crashCodes: Set<Int> = Set(128...255)
    /// Whether giving up after one transient failure is a problem and not just a warning.
    package var isStrict = false
    /// Replaces the scenario's seed.
    package var seed: Int?

    package init() {}
}
