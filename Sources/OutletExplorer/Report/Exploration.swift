package import OutletContract
package import OutletScenarios
package import OutletWire

/// The result of a search: the matrix of points and hazards, and the problems in it, grouped by cause.
package struct Exploration: Hashable, Sendable {
    package struct Summary: Hashable, Sendable {
        /// Includes baselines and repetitions.
        package var runs: Int
        package var points: Int
        /// The number of runs that each rule saved.
        package var pruned: [PruningRule: Int]
        /// The number of planned runs not tried, because the time was up or the search was interrupted.
        package var untried: Int
        /// The number of runs that never made the call at which something was to go wrong.
        package var unreached: Int
        package var problems: Int
        package var unstable: Int
        /// In real time.
        package var took: Span
    }

    /// One run of the matrix.
    package struct Cell: Hashable, Sendable {
        /// What went wrong, in order. The last one is the hazard and point of the cell.
        package var injections: [Injection]
        package var judgement: Judgement
        package var end: ClientEnd
        /// The faults as in a scenario file.
        package var faults: [JSON]
        /// Whether the problem happened again; nil if it was not repeated.
        package var isStable: Bool?
        /// The index of its problem; nil if it has none.
        package var problem: Int?
    }

    /// One mistake of the client, with the smallest set of faults that reproduces it.
    package struct Problem: Hashable, Sendable {
        package var outcome: RunOutcome
        /// Where it appears; nil if the replayed file was not written by a search.
        package var point: Point?
        package var message: String
        /// The indices of the cells it appears in, the smallest run first.
        package var cells: [Int]
        package var injections: [Injection]
        package var faults: [JSON]
        package var left: [Leftover]
        package var verdicts: [VerdictName]
        /// Its name, used in its file names, such as `does-it-twice-createRental`.
        package var name: String
        package var isStable: Bool
        /// How the client ended. Its last lines are in `output`.
        package var end: ClientEnd
        package var output: [String]
        package var calls: [ClientCall]
        /// The whole scenario that reproduces it.
        package var scenario: JSON
    }

    package var scenarioName: String
    package var seed: Int
    package var summary: Summary
    /// The points of the baseline. Of repeated reads, only the first, the second and the last count.
    package var baseline: [Point]
    /// Verdicts that fail in the baseline, without any fault.
    package var baselineVerdicts: [ClientRun.FailedVerdict]
    package var cells: [Cell]
    package var problems: [Problem]
    package var isStrict: Bool
}
