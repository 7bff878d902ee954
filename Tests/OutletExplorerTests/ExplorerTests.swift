import OutletContract
import OutletExplorer
import OutletScenarios
import OutletWire
import Testing

@Suite struct ExplorerTests {
    /// Searches with a toy client, which takes no time.
    private func explore(
        _ client: ToyClient, depth: Int = 2, isStrict: Bool = false, reversing: Bool = false
    ) throws -> Exploration {
        var settings = ExplorerSettings()
        settings.depth = depth
        settings.isStrict = isStrict
        var explorer = Explorer(settings, from: .healthy)
        while !explorer.isFinished {
            var wave: [Trial] = []
            while let trial = explorer.nextTrial() { wave.append(trial) }
            try #require(!wave.isEmpty, "there is something to do until the search is finished")
            for trial in reversing ? wave.reversed() : wave { explorer.take(client.run(trial), of: trial) }
        }
        #expect(explorer.baselineFailure == nil)
        return explorer.exploration(took: .zero)
    }

    @Test("A client that is right has no problem, at any depth", arguments: 1...3)
    func right(depth: Int) throws {
        let exploration = try explore(ToyClient(), depth: depth)
        #expect(exploration.problems.map(\.message) == [])
        #expect(exploration.cells.contains { $0.injections.count == depth })
        #expect(exploration.cells.contains { $0.judgement.outcome == .failsCleanly })
        #expect(exploration.cells.contains { $0.judgement.outcome == .survives })
    }

    @Test(
        "Each mistake is found, at the operation where it lies",
        arguments: [
            (ToyClient.Mistake.launchesBlindly, RunOutcome.doesItTwice, OutletContract.Operation.createRental),
            (.neverFails, .claimsSuccess, .createRental),
            (.leavesPod, .leavesBehind, .getRental),
            (.looksOnce, .leavesBehind, .listRentals),
        ])
    func mistakes(mistake: ToyClient.Mistake, outcome: RunOutcome, operation: OutletContract.Operation) throws {
        let exploration = try explore(ToyClient(mistake: mistake))
        #expect(exploration.problems.contains { $0.outcome == outcome && $0.point?.operation == operation })
        #expect(!exploration.problems.contains { !$0.isStable })
    }

    @Test("A mistake that only a second failure shows is not found with one")
    func depth() throws {
        #expect(try explore(ToyClient(mistake: .looksOnce), depth: 1).problems.isEmpty)
        let problem = try #require(try explore(ToyClient(mistake: .looksOnce)).problems.first)
        #expect(problem.injections.count == 2)
        #expect(problem.injections.first?.point == Point(.createRental, 1))
    }

    @Test("One mistake that shows in many cells is one problem, told by its smallest run")
    func grouping() throws {
        let exploration = try explore(ToyClient(mistake: .launchesBlindly))
        let problem = try #require(exploration.problems.first)
        #expect(exploration.problems.count == 1)
        #expect(problem.cells.count > 3)
        #expect(problem.injections.count == 1)
        #expect(problem.left.map(\.perHour) == [Cents(280)])
        #expect(exploration.cells.count { $0.problem == 0 } == problem.cells.count)
    }

    @Test("Giving up after one failure that may pass is a warning, and a problem where that is asked for")
    func strictness() throws {
        let lenient = try explore(ToyClient(mistake: .repeatsNothing))
        #expect(lenient.problems.isEmpty)
        #expect(lenient.cells.contains { $0.judgement.outcome == .givesUp })
        let strict = try explore(ToyClient(mistake: .repeatsNothing), isStrict: true)
        #expect(strict.problems.contains { $0.outcome == .givesUp })
    }

    @Test("The plan does not depend on which run ends first")
    func order() throws {
        let client = ToyClient(mistake: .looksOnce)
        #expect(try explore(client) == explore(client, reversing: true))
    }

    @Test("What a trial says is a scenario that the reader takes, and a problem's file gives its faults back")
    func files() throws {
        let exploration = try explore(ToyClient(mistake: .looksOnce))
        let problem = try #require(exploration.problems.first)
        let scenario = try Scenario.read(Array(problem.scenario.text.utf8), source: "x", defaultName: "x")
        #expect(scenario.name == "leaves-behind-list-rentals", "all files of a search can be loaded together")
        #expect(scenario.faults.map(\.id) == ["explore-1", "explore-2"])
        #expect(scenario.expectations.count == 1)
        #expect(problem.faults.compactMap(Injection.init(reading:)) == problem.injections)
    }

    @Test("A second failure of the same operation can happen after one that lasts", arguments: 1...3)
    func order(depth: Int) throws {
        var settings = ExplorerSettings()
        settings.depth = depth
        var explorer = Explorer(settings, from: .healthy)
        while let trial = explorer.nextTrial() {
            _ = try Scenario.read(Array(trial.scenario.text.utf8), source: "x", defaultName: "x")
            explorer.take(ToyClient().run(trial), of: trial)
        }
    }

    @Test("A file that is run again is judged as it was")
    func replay() throws {
        let client = ToyClient(mistake: .looksOnce)
        let problem = try #require(try explore(client).problems.first)
        let file = try Scenario.read(Array(problem.scenario.text.utf8), source: "x", defaultName: "x")
        var explorer = Explorer(ExplorerSettings(), replaying: file)
        while let trial = explorer.nextTrial() { explorer.take(client.run(trial), of: trial) }
        let again = explorer.exploration(took: .zero)
        #expect(again.summary.runs == 3)
        #expect(again.problems.map(\.outcome) == [.leavesBehind])
        #expect(again.problems.first?.injections == problem.injections)
    }

    @Test("Two failures of one operation come back from a file in the order in which they happen")
    func replayOrder() throws {
        var explorer = Explorer(ExplorerSettings(), from: .healthy)
        var second: Trial?
        while let trial = explorer.nextTrial() {
            let operations = Set(trial.injections.map(\.point.operation))
            if trial.injections.count == 2, operations == [.stopRental] { second = trial }
            explorer.take(ToyClient().run(trial), of: trial)
        }
        let trial = try #require(second)
        let file = try Scenario.read(Array(trial.scenario.text.utf8), source: "x", defaultName: "x")
        var again = Explorer(ExplorerSettings(), replaying: file)
        var last: Trial?
        while let trial = again.nextTrial() {
            again.take(ToyClient().run(trial), of: trial)
            last = trial
        }
        #expect(last?.injections == trial.injections)
    }

    @Test("What does not happen again is unstable, and counted apart")
    func unstable() throws {
        var explorer = Explorer(ExplorerSettings(), from: .healthy)
        while let trial = explorer.nextTrial() {
            let mistake: ToyClient.Mistake? = trial.purpose == .search ? .launchesBlindly : nil
            explorer.take(ToyClient(mistake: mistake).run(trial), of: trial)
        }
        let exploration = explorer.exploration(took: .zero)
        #expect(exploration.summary.problems == 0)
        #expect(exploration.summary.unstable == 1)
        #expect(exploration.problems.map(\.isStable) == [false])
    }

    @Test("The second baseline begins when the first is over")
    func baselinesInTurn() throws {
        var explorer = Explorer(ExplorerSettings(), from: .healthy)
        let next = explorer.nextTrial()
        let first = try #require(next)
        let tooSoon = explorer.nextTrial()
        #expect(tooSoon == nil)
        explorer.take(ToyClient().run(first), of: first)
        let second = explorer.nextTrial()
        #expect(second?.purpose == .baseline(2))
    }

    @Test("A baseline that fails, makes no call, or differs from run to run ends the search with the reason")
    func baselines() throws {
        func failure(_ first: ClientRun, _ second: ClientRun) throws -> String {
            var explorer = Explorer(ExplorerSettings(), from: .healthy)
            for run in [first, second] {
                let trial = explorer.nextTrial()
                explorer.take(run, of: try #require(trial))
            }
            let further = explorer.nextTrial()
            #expect(explorer.isFinished && further == nil)
            return try #require(explorer.baselineFailure).joined(separator: "\n")
        }
        let good = ClientRun(end: .exited(0), calls: [ClientCall(.balance, requestLine: "GET /v1/billing/balance")])
        let more = ClientRun(end: .exited(0), calls: good.calls + [ClientCall(.createRental, subject: "b200")])
        let bad = ClientRun(end: .exited(3), calls: good.calls, output: ["no money"])
        #expect(try failure(good, bad).contains("its second run: exit 3"))
        #expect(try failure(good, bad).contains("no money"))
        #expect(try failure(ClientRun(end: .exited(0)), good).contains("GPUOUTLET_API_URL"))
        let elsewhere = ClientRun(end: .exited(0), calls: [ClientCall(nil, requestLine: "GET /v2/nowhere")])
        #expect(try failure(elsewhere, elsewhere).contains("GET /v2/nowhere"))
        #expect(try failure(good, more).contains("createRental (b200) was called 0 times, then 1 times"))
    }

    @Test("Every rule of pruning counts what it leaves out")
    func pruning() throws {
        let pruned = try explore(ToyClient()).summary.pruned
        #expect(pruned[.sameCall] ?? 0 > 0)
        #expect(pruned[.sameRecovery] ?? 0 > 0)
        #expect(pruned[.oneOfItsKind] ?? 0 > 0)
    }
}
