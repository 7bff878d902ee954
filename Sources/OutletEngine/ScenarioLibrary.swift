import OutletContract
package import OutletScenarios

/// The scenarios that are loaded, by name. A world's name picks one of them.
package struct ScenarioLibrary: Sendable {
    private var scenarios: [String: Scenario]
    /// What runs in a world whose name picks nothing else.
    package let defaultName: String

    static let healthy = "healthy"

    /// `healthy` is there even when no file brings it. `defaultName` must name one of the scenarios, or be `healthy`.
    package init(_ scenarios: [Scenario] = [], defaultName: String = "healthy") {
        self.scenarios = [ScenarioLibrary.healthy: Scenario.healthy]
        for scenario in scenarios { self.scenarios[scenario.name] = scenario }
        self.defaultName = defaultName
        precondition(self.scenarios[defaultName] != nil, "the default scenario \(defaultName) is not loaded")
    }

    package var names: [String] { scenarios.keys.sorted() }

    package subscript(name: String) -> Scenario? { scenarios[name] }

    /// The scenario that runs in a world of that name: left of a `~` stands a scenario's name; a bare name that is a
    /// scenario's runs it; any other bare name is a label of the default scenario.
    package func scenario(forWorld world: String) throws(Refusal) -> Scenario {
        guard WorldName.isLegal(world) else {
            throw Refusal(.unknownScenario, "'\(world)' cannot be a world's name: \(WorldName.rule)")
        }
        let wanted = WorldName.scenario(of: world) ?? world
        if let scenario = scenarios[wanted == RequestTarget.defaultWorld ? defaultName : wanted] { return scenario }
        guard wanted != world, wanted != RequestTarget.defaultWorld else { return defaultScenario }
        let nearest = Spelling.nearest(to: wanted, among: names)
        throw Refusal(
            .unknownScenario,
            "no scenario '\(wanted)' is loaded" + (nearest.map { "; did you mean '\($0)'?" } ?? ".")
                + " A world's name is SCENARIO~LABEL, or any label for the default scenario")
    }

    private var defaultScenario: Scenario {
        guard let scenario = scenarios[defaultName] else {
            preconditionFailure("the default scenario was checked when the library was made")
        }
        return scenario
    }
}
