/// A run of the search, and what it is judged to be.
struct SearchResult: Sendable {
    let trial: Trial
    let run: ClientRun
    let judgement: Judgement
    /// Whether all that was to go wrong did.
    let isReached: Bool
    /// Whether it happened again; nil where nobody tried.
    var isStable: Bool?

    func isRepeated(by other: Trial) -> Bool { trial.injections == other.injections }
}
