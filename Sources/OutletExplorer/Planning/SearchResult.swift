/// A run of the search, and what it is judged to be.
struct SearchResult: Sendable {
    let number: Int
    let injections: [Injection]
    /// Of a run without a problem, what the client wrote is forgotten; and what it asked, when the next failures are
    /// planned.
    var run: ClientRun
    let judgement: Judgement
    /// Whether all that was to go wrong did.
    let isReached: Bool
    /// Whether it happened again; nil where nobody tried.
    var isStable: Bool?
}
