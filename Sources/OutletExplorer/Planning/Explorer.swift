import OutletContract
package import OutletScenarios
import OutletWire

/// The search: hands out runs, takes what came of them, and plans on.
///
/// It goes in waves: two baselines; what can go wrong once, at each point; every run with a problem once more; then, at
/// the calls that a recovery makes, what can go wrong there, and so on. A wave is planned from all results of the one
/// before, in the order of the plan, so that the plan depends on the client alone and not on which run ends first.
package struct Explorer: Sendable {
    let settings: ExplorerSettings
    let start: Scenario

    package init(_ settings: ExplorerSettings, from start: Scenario) {
        self.settings = settings
        self.start = start
    }

    /// The next run; nil where the others have to come back first, or where nothing is left.
    package mutating func nextTrial() -> Trial? { nil }

    /// What came of a run.
    package mutating func take(_ run: ClientRun, of trial: Trial) {}

    /// Whether every run is back and nothing is left to try, or the baseline does not hold.
    package var isFinished: Bool { true }

    /// Why the client cannot be explored: sentences; nil where the baseline holds, or is not known yet.
    package var baselineFailure: [String]? { nil }

    package var progress: Progress { Progress(runs: 0, planned: 0, problems: 0) }

    /// How far it has come.
    package struct Progress: Hashable, Sendable {
        package var runs: Int
        /// All that are planned so far.
        package var planned: Int
        package var problems: Int
    }

    /// What is known so far.
    package func exploration(seconds: Double) -> Exploration {
        Exploration(
            scenarioName: start.name, seed: settings.seed ?? start.seed ?? Scenario.defaultSeed,
            summary: Exploration.Summary(
                runs: 0, points: 0, pruned: [:], untried: 0, unreached: 0, problems: 0, unstable: 0, seconds: seconds),
            baseline: [], baselineVerdicts: [], cells: [], problems: [], isStrict: settings.isStrict)
    }
}
