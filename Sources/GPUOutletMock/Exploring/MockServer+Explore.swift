internal import OutletContract
internal import OutletEngine
internal import OutletExplorer
internal import OutletScenarios

extension MockServer {
    /// Runs a client repeatedly, each time in a fresh world with one hazard (and then, where the client recovers, with
    /// more), and judges each run by what the client did and what it left behind.
    ///
    ///     let exploration = try await MockServer.explore { mock in
    ///         let client = Client(mock.apiURL, session: "dev", wait: { try mock.advance(by: $0) })
    ///         try await client.launchUseAndStop()
    ///     }
    ///     #expect(exploration.problems.isEmpty)
    ///
    /// The world's clock stands still: the client calls `mock.advance` instead of sleeping. Returning claims success,
    /// and throwing means giving up.
    ///
    /// - Parameters:
    ///   - options: where the search starts and how far it goes.
    ///   - fileID: the caller's file, for the text of a failure.
    ///   - line: the caller's line.
    ///   - client: does its whole job against the world that it receives.
    /// - Throws: what is wrong with the scenario, or `MockFailure` if the client throws or behaves differently each
    ///   time even without a hazard.
    public static func explore(
        _ options: MockExploration.Options = MockExploration.Options(), fileID: String = #fileID, line: Int = #line,
        _ client: @escaping @Sendable (MockWorld) async throws -> Void
    ) async throws -> MockExploration {
        var settings = ExplorerSettings()
        settings.depth = min(max(options.depth, 1), 3)
        settings.triesEveryPoint = options.everyPoint
        settings.triesSlowAnswers = options.slowAnswers
        settings.isStrict = options.isStrict
        settings.seed = options.seed
        settings.speed = nil
        let library = try MockScenario.library(options.scenario, paths: [])
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
                of: { try await client(world) }, unless: { try await Task.sleep(for: options.timeout) })
            explorer.take(stage.finish(world, end: end), of: trial)
        }
        if let failure = explorer.baselineFailure {
            throw MockFailure(
                failure.joined(separator: "\n"), code: "baseline_failed", place: "\(fileID):\(line)")
        }
        return MockExploration(explorer.exploration(took: Span(clock.now - began)))
    }
}
