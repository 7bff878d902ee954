package import OutletScenarios

/// The outcome of a run, and why.
package struct Judgement: Hashable, Sendable {
    package var outcome: RunOutcome
    /// A sentence that says what the client did wrong or right.
    package var message: String
    /// What is left in the world, whether or not it is a problem.
    package var left: [Leftover]
    /// The verdicts that failed.
    package var verdicts: [VerdictName]
    /// What was left for a good reason, as sentences. Not a problem.
    package var notes: [String]

    package init(
        _ outcome: RunOutcome, _ message: String, left: [Leftover] = [], verdicts: [VerdictName] = [],
        notes: [String] = []
    ) {
        self.outcome = outcome
        self.message = message
        self.left = left
        self.verdicts = verdicts
        self.notes = notes
    }
}
