package import OutletContract
package import OutletScenarios
package import OutletWire

/// What a search has found: the matrix of points and hazards, and the problems in it, grouped by cause.
package struct Exploration: Hashable, Sendable {
    package struct Summary: Hashable, Sendable {
        /// Baselines and repetitions included.
        package var runs: Int
        package var points: Int
        /// How many runs each rule saved, in the order of `PruningRule.allCases`.
        package var pruned: [PruningRule: Int]
        /// How many of the plan were not tried, because the time was up or somebody interrupted.
        package var untried: Int
        /// How many runs did not come to the call at which something was to go wrong.
        package var unreached: Int
        package var problems: Int
        package var unstable: Int
        /// In real time.
        package var took: Span
    }

    /// One run of the matrix.
    package struct Cell: Hashable, Sendable {
        /// What went wrong, in order; the last one is what the cell is about.
        package var injections: [Injection]
        package var judgement: Judgement
        package var end: ClientEnd
        /// The faults as a scenario file says them.
        package var faults: [JSON]
        /// False where it did not happen again; nil where nobody tried.
        package var isStable: Bool?
        /// Nil where it has none.
        package var problem: Int?
    }

    /// One mistake of the client, with the smallest set of faults that shows it.
    package struct Problem: Hashable, Sendable {
        package var outcome: RunOutcome
        /// Where it shows; nil for a run of a file that no search has written.
        package var point: Point?
        package var message: String
        /// The cells it shows in, by their indices; the first is the smallest.
        package var cells: [Int]
        package var injections: [Injection]
        package var faults: [JSON]
        package var left: [Leftover]
        package var verdicts: [VerdictName]
        /// Its name, from which its files are called: `does-it-twice-createRental`.
        package var name: String
        package var isStable: Bool
        /// How the client ended, and its last lines.
        package var end: ClientEnd
        package var output: [String]
        package var calls: [ClientCall]
        /// The whole scenario that shows it.
        package var scenario: JSON
    }

    package var scenarioName: String
    package var seed: Int
    package var summary: Summary
    /// The calls of the client when all is well, as points; equal reads counted once.
    package var baseline: [Point]
    /// What the baseline itself does wrong: verdicts that fail without any fault.
    package var baselineVerdicts: [ClientRun.FailedVerdict]
    package var cells: [Cell]
    package var problems: [Problem]
    package var isStrict: Bool
}
