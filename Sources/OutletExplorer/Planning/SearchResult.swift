/// A run of the search and its judgement.
struct SearchResult: Sendable {
    let number: Int
    let injections: [Injection]
    /// If the run has no problem, its output is cleared, and its calls too once the next failures are planned.
    var run: ClientRun
    let judgement: Judgement
    /// Whether every injection happened.
    let isReached: Bool
    /// Whether the problem happened again; nil if it was not repeated.
    var isStable: Bool?
}
