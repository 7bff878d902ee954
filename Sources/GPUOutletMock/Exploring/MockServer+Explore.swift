internal import OutletContract
internal import OutletEngine
internal import OutletExplorer
internal import OutletScenarios

extension MockServer {
    /// Runs a client again and again, each time in a fresh world in which one thing goes wrong (then, where the client
    /// recovers, two), and judges each run by what the client did and what it left behind.
    ///
    ///     let exploration = try await MockServer.explore { mock in
    ///         let client = Client(mock.apiURL, session: "dev", wait: { try mock.advance(by: $0) })
    ///         try await client.launchUseAndStop()
    ///     }
    ///     #expect(exploration.problems.isEmpty)
    ///
    /// The world's clock stands still: the client moves it with `mock.advance` in the place of sleeping. To return is
    /// to claim success, and to throw is to give up.
    ///
    /// - Parameters:
    ///   - scenario: the world to begin from; its own faults stay in force.
    ///   - depth: how many things go wrong in one run at most, from 1 to 3.
    ///   - everyPoint: whether a call that equals an earlier one is tried as well.
    ///   - slowAnswers: whether answers come too slowly, or never, as well: such a run takes as long as the client is
    ///     willing to wait.
    ///   - isStrict: whether giving up after one failure that may pass is a problem.
    ///   - seed: fixes ids, codes and chances; else the scenario's own, else 1.
    ///   - timeout: how long one run may take, in real time; then it is cancelled, and hangs.
    ///   - fileID: the caller's file, for the text of a failure.
    ///   - line: the caller's line.
    ///   - client: does its whole job against the world that it is given.
    /// - Throws: what is wrong with the scenario, or `MockFailure` where the client throws, or does something else each
    ///   time, though nothing goes wrong.
    public static func explore(
        scenario: MockScenario = .named("healthy"), depth: Int = 2, everyPoint: Bool = false, slowAnswers: Bool = true,
        isStrict: Bool = false, seed: Int? = nil, timeout: Duration = .seconds(5), fileID: String = #fileID,
        line: Int = #line,
        _ client: @escaping @Sendable (MockWorld) async throws -> Void
    ) async throws -> MockExploration {
        var settings = ExplorerSettings()
        settings.depth = min(max(depth, 1), 3)
        settings.triesEveryPoint = everyPoint
        settings.triesSlowAnswers = slowAnswers
        settings.isStrict = isStrict
        settings.seed = seed
        settings.speed = nil
        let library = try MockScenario.library(scenario, paths: [])
        let start = library[library.defaultName] ?? .healthy
        let server = try MockServer.start()
        defer { server.stop() }
        let clock = ContinuousClock()
        let began = clock.now
        var explorer = Explorer(settings, from: start)
        let stage = TrialStage(server)
        while let trial = explorer.nextTrial() {
            try Task.checkCancellation()
            let world = try stage.begin(trial)
            let end = await ClientTask.end(
                of: { try await client(world) }, unless: { try await Task.sleep(for: timeout) })
            explorer.take(stage.finish(world, end: end), of: trial)
        }
        if let failure = explorer.baselineFailure {
            throw MockFailure(
                failure.joined(separator: "\n"), code: "baseline_failed", place: "\(fileID):\(line)")
        }
        return MockExploration(explorer.exploration(took: Span(clock.now - began)))
    }
}
