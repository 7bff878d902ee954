import OutletContract
package import OutletScenarios

/// The scenarios that worlds can run, by name: those that were loaded, and the shipped ones. A world's name picks one
/// of them.
package struct ScenarioLibrary: Sendable {
    private var loaded: [String: Scenario]
    /// What runs in a world whose name picks nothing else.
    package let defaultName: String

    /// A loaded scenario wins over a shipped one of its name. `defaultName` must name one of either.
    package init(_ scenarios: [Scenario] = [], defaultName: String = Scenario.healthy.name) {
        loaded = [:]
        for scenario in scenarios { loaded[scenario.name] = scenario }
        self.defaultName = defaultName
        // Always so: callers take the name from what they load, or refuse it.
        precondition(self[defaultName] != nil, "there is no scenario \(defaultName)")
    }

    /// In the order of the alphabet.
    package var names: [String] { Set(loaded.keys).union(ShippedScenarios.names).sorted() }

    package subscript(name: String) -> Scenario? { loaded[name] ?? ShippedScenarios.scenario(named: name) }

    /// Whether there is a scenario of that name; reads none.
    private func contains(_ name: String) -> Bool { loaded[name] != nil || ShippedScenarios.names.contains(name) }

    /// The scenario that runs in a world of that name; see `scenarioName(forWorld:)`.
    package func scenario(forWorld world: String) throws(Refusal) -> Scenario {
        // Always so: see `init` and `scenarioName`, which looks before it gives a name.
        guard let scenario = self[try scenarioName(forWorld: world)] else {
            preconditionFailure("a name that the library gave is in the library")
        }
        return scenario
    }

    /// Left of a `~` stands a scenario's name; a bare name that is a scenario's runs it; any other bare name is a label
    /// of the default scenario, unless it is so near to a scenario's name that the scenario was probably meant: a test
    /// of an outage must not pass on a healthy world.
    func scenarioName(forWorld world: String) throws(Refusal) -> String {
        guard WorldName.isLegal(world) else {
            throw Refusal(.unknownScenario, "'\(world)' cannot be a world's name: \(WorldName.rule)")
        }
        let asked = WorldName.scenario(of: world)
        let wanted = asked ?? world
        if wanted == RequestTarget.defaultWorld { return defaultName }
        if contains(wanted) { return wanted }
        if asked != nil {
            throw Refusal(
                .unknownScenario,
                "no scenario '\(wanted)' is loaded\(Spelling.question(wanted, among: names))"
                    + " A world's name is SCENARIO~LABEL, or any label for the default scenario")
        }
        guard let meant = nearMiss(wanted) else { return defaultName }
        throw Refusal(
            .unknownScenario,
            "no scenario '\(wanted)' is loaded; did you mean '\(meant)'? As a label of the default scenario it is "
                + "written \(RequestTarget.defaultWorld)~\(wanted)")
    }

    /// The scenario whose name this label misses by one letter, or, where the name is long, by two; separators do not
    /// count. So near a short name would be many an honest label.
    private func nearMiss(_ label: String) -> String? {
        names.first { name in
            let allowed = min(2, name.utf8.count / 4)
            guard abs(label.utf8.count - name.utf8.count) <= 2 * allowed else { return false }
            return Spelling.letters(between: label, and: name) <= allowed
        }
    }
}
