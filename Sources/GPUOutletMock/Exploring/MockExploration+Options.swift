extension MockExploration {
    /// The options of a search: where it starts and how far it goes.
    ///
    ///     let exploration = try await MockServer.explore(.init(depth: 1, slowAnswers: false)) { mock in … }
    public struct Options: Sendable {
        /// The scenario that each run starts from; its own faults stay active.
        public var scenario: MockScenario
        /// The maximum number of hazards in one run, from 1 to 3.
        public var depth: Int
        /// Whether to try a call even if it equals an earlier one in operation and subject.
        public var everyPoint: Bool
        /// Whether to try answers that come too slowly or never. Such a run takes as long as the client is willing to
        /// wait.
        public var slowAnswers: Bool
        /// Whether giving up after one transient failure counts as a problem.
        public var isStrict: Bool
        /// Fixes ids, codes and chances; if nil, the scenario's own seed, else 1.
        public var seed: Int?
        /// How long one run may take, in real time. A run that takes longer is cancelled and judged as hanging.
        public var timeout: Duration

        /// Creates options; every parameter has a default.
        public init(
            scenario: MockScenario = .named("healthy"), depth: Int = 2, everyPoint: Bool = false,
            slowAnswers: Bool = true, isStrict: Bool = false, seed: Int? = nil, timeout: Duration = .seconds(5)
        ) {
            self.scenario = scenario
            self.depth = depth
            self.everyPoint = everyPoint
            self.slowAnswers = slowAnswers
            self.isStrict = isStrict
            self.seed = seed
            self.timeout = timeout
        }
    }
}
