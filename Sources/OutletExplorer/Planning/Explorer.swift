package import OutletContract
package import OutletScenarios
import OutletWire

/// The search: hands out trials, takes their results and plans further trials.
///
/// It works in waves: two baselines, then each single failure at each point, then a repetition of every run with a
/// problem, then further failures at the calls that a recovery makes, and so on. Each wave is planned from all results
/// of the previous one, in plan order, so the plan depends only on the client and not on which run ends first.
package struct Explorer: Sendable {
    private enum Stage: Hashable {
        case baseline
        /// `depth` things go wrong in each run.
        case search(depth: Int)
        case repetition(depth: Int)
        case finished
    }

    let settings: ExplorerSettings
    let document: TrialDocument
    private let scenarioName: String
    /// The injections of the single run to replay; nil for a search.
    private let replay: [Injection]?
    private var stage = Stage.baseline
    /// The current wave: `handedOut` trials have been handed out, and `missing` have no result yet.
    private var wave: [Trial] = []
    private var handedOut = 0
    private var missing = 0
    private var lastNumber = 0
    private var runsTaken = 0
    private var baselineRuns: [Int: ClientRun] = [:]
    private var baseline: Baseline?
    /// The judged runs of the search, by trial number.
    private var results: [Int: SearchResult] = [:]
    private var pruning = Pruning()

    package init(_ settings: ExplorerSettings, from start: Scenario) {
        self.init(settings, start, replay: nil)
    }

    /// Replays one file of an earlier search: the baseline, then the one run.
    package init(_ settings: ExplorerSettings, replaying file: Scenario) {
        let faults = (file.document["faults"]?.array ?? []).filter(Trial.isOurs)
        // A file lists faults by precedence, but their ids number them in the order in which they happen.
        let ordered = faults.sorted { ($0["id"]?.string ?? "") < ($1["id"]?.string ?? "") }
        self.init(settings, file, replay: ordered.compactMap(Injection.init(reading:)))
    }

    private init(_ settings: ExplorerSettings, _ start: Scenario, replay: [Injection]?) {
        self.settings = settings
        self.replay = replay
        scenarioName = start.name
        document = TrialDocument(start, settings)
        plan([(.baseline(1), []), (.baseline(2), [])])
    }

    /// The next trial; nil if others have to finish first or nothing is left.
    package mutating func nextTrial() -> Trial? {
        // Baselines run one after the other, because a client that keeps a file continues with what it wrote.
        guard handedOut < wave.count, stage != .baseline || handedOut == baselineRuns.count else { return nil }
        handedOut += 1
        return wave[handedOut - 1]
    }

    /// Takes the result of a trial.
    package mutating func take(_ run: ClientRun, of trial: Trial) {
        runsTaken += 1
        missing -= 1
        switch trial.purpose {
        case .baseline(let nth): baselineRuns[nth] = run
        case .search:
            guard let baseline else { break }
            let judge = RunJudge(settings: settings, baseline: baseline, injections: trial.injections)
            var result = SearchResult(
                number: trial.number, injections: trial.injections, run: run, judgement: judge.judge(run),
                isReached: trial.injections.indices.allSatisfy { run.firedFaults.contains(Trial.faultID($0)) })
            if !isProblem(result) { result.run.output = [] }
            results[trial.number] = result
        case .repetition(let first):
            guard let baseline, let known = results[first] else { break }
            let judge = RunJudge(settings: settings, baseline: baseline, injections: trial.injections)
            results[first]?.isStable = judge.judge(run).outcome == known.judgement.outcome
        }
        if missing == 0 { planNextWave() }
    }

    /// Whether all runs are done and nothing is left to try, or the baseline does not hold.
    package var isFinished: Bool { stage == .finished }

    /// Why the client cannot be explored, as sentences; nil if the baseline holds or is not known yet.
    package private(set) var baselineFailure: [String]?

    package var progress: Progress {
        Progress(
            runs: runsTaken, planned: runsTaken + missing,
            problems: results.values.count(where: isProblem))
    }

    /// How far the search has got.
    package struct Progress: Hashable, Sendable {
        package var runs: Int
        /// The number of runs planned so far.
        package var planned: Int
        package var problems: Int
    }

    /// Returns what is known so far.
    ///
    /// - Parameter took: how long the search ran, in real time.
    package func exploration(took: Span) -> Exploration {
        let report = ExplorationReport(
            settings: settings, document: document, scenarioName: scenarioName, results: sortedResults,
            baseline: baseline, runs: runsTaken, untried: missing, pruned: pruning.counts)
        return report.exploration(took: took)
    }

    /// The results of the search's runs, in plan order.
    private var sortedResults: [SearchResult] { results.sorted { $0.key < $1.key }.map(\.value) }
}

/// Planning of the waves.
extension Explorer {
    private mutating func planNextWave() {
        wave = []
        while wave.isEmpty, stage != .finished {
            switch stage {
            case .baseline: endBaseline()
            case .search(let depth):
                stage = .repetition(depth: depth)
                if replay == nil { plan(problems(depth: depth).map { (.repetition(of: $0.number), $0.injections) }) }
            case .repetition(let depth):
                stage = depth < settings.depth && replay == nil ? .search(depth: depth + 1) : .finished
                if stage != .finished { planRecoveries(of: depth) }
            case .finished: break
            }
        }
    }

    private mutating func endBaseline() {
        guard let first = baselineRuns[1], let second = baselineRuns[2] else { return }
        let baseline = Baseline(first, second)
        if let failure = baseline.failure {
            baselineFailure = failure
            stage = .finished
            return
        }
        self.baseline = baseline
        stage = .search(depth: 1)
        if let replay { plan([(.search, replay)]) } else { planFirst(baseline) }
    }

    /// Plans each hazard at each point.
    private mutating func planFirst(_ baseline: Baseline) {
        let all = baseline.points
        let points = settings.triesEveryPoint ? all : baseline.distinctPoints
        let left = Set(all).subtracting(points)
        pruning.add(.sameCall, left.reduce(0) { $0 + Hazard.reaching($1.operation).count })
        let hazards = Hazard.all.filter { settings.triesSlowAnswers || !$0.isSlowAnswer }
        plan(
            hazards.flatMap { hazard in
                points.filter { hazard.reaches($0.operation) }.map { (.search, [Injection($0, hazard)]) }
            })
    }

    /// Plans second (or third) failures, at the calls that clients made to recover from the earlier ones.
    private mutating func planRecoveries(of depth: Int) {
        guard let baseline else { return }
        let recovered = sortedResults.filter { result in
            result.injections.count == depth && result.isReached && !isProblem(result)
        }
        plan(pruning.secondFailures(after: recovered, beside: baseline).map { (.search, $0) })
        for result in recovered { results[result.number]?.run.calls = [] }
    }

    private func isProblem(_ result: SearchResult) -> Bool {
        result.judgement.outcome.isProblem(isStrict: settings.isStrict)
    }

    private func problems(depth: Int) -> [SearchResult] {
        sortedResults.filter { $0.injections.count == depth && isProblem($0) }
    }

    private mutating func plan(_ runs: [(purpose: Trial.Purpose, injections: [Injection])]) {
        wave = runs.map { run in
            lastNumber += 1
            return Trial(
                number: lastNumber, purpose: run.purpose, injections: run.injections,
                scenario: document.scenario(run.injections))
        }
        handedOut = 0
        missing = wave.count
    }
}
