extension MockExploration {
    /// How far a search goes, and from where.
    ///
    ///     let exploration = try await MockServer.explore(.init(depth: 1, slowAnswers: false)) { mock in … }
    public struct Options: Sendable {
        /// The world to begin from; its own faults stay in force.
        public var scenario: MockScenario
        /// How many things go wrong in one run at most, from 1 to 3.
        public var depth: Int
        /// Whether a call that equals an earlier one is tried as well.
        public var everyPoint: Bool
        /// Whether answers come too slowly, or never, as well: such a run takes as long as the client is willing to wait.
        public var slowAnswers: Bool
        /// Whether giving up after one failure that may pass is a problem.
        public var isStrict: Bool
        /// Fixes ids, codes and chances; else the scenario's own, else 1.
        public var seed: Int?
        /// How long one run may take, in real time; then it is cancelled, and hangs.
        public var timeout: Duration

        /// A search as it is without further wishes, but for what is said.
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
