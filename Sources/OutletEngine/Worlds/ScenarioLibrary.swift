import OutletContract
package import OutletScenarios

/// The scenarios that worlds can run, by name: the loaded and the shipped ones. A world's name selects one of them.
package struct ScenarioLibrary: Sendable {
    private var loaded: [String: Scenario]
    /// The scenario of a world whose name selects no other.
    package let defaultName: String

    /// A loaded scenario overrides a shipped one of the same name. `defaultName` must name one of them.
    package init(_ scenarios: [Scenario] = [], defaultName: String = Scenario.healthy.name) {
        loaded = [:]
        for scenario in scenarios { loaded[scenario.name] = scenario }
        self.defaultName = defaultName
        // Always so: callers take the name from what they load, or refuse it.
        precondition(self[defaultName] != nil, "there is no scenario \(defaultName)")
    }

    /// The names in alphabetical order.
    package var names: [String] { Set(loaded.keys).union(ShippedScenarios.names).sorted() }

    package subscript(name: String) -> Scenario? { loaded[name] ?? ShippedScenarios.scenario(named: name) }

    /// Whether there is a scenario of that name, without reading it.
    private func contains(_ name: String) -> Bool { loaded[name] != nil || ShippedScenarios.names.contains(name) }

    /// The scenario that runs in a world of that name; see `scenarioName(forWorld:)`.
    package func scenario(forWorld world: String) throws(Refusal) -> Scenario {
        // Always so: see `init` and `scenarioName`, which checks a name before returning it.
        guard let scenario = self[try scenarioName(forWorld: world)] else {
            preconditionFailure("a name that the library gave is in the library")
        }
        return scenario
    }

    /// The part before a `~` names a scenario; a bare name that is a scenario's runs that scenario; any other bare name
    /// is a label of the default scenario. A label so close to a scenario's name that it is probably a typo is refused:
    /// a test of an outage must not pass on a healthy world.
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

    /// The scenario whose name differs from this label by one letter, or by two if the name is long; separators do not
    /// count. Very short names allow no difference, since many intended labels would be that close.
    private func nearMiss(_ label: String) -> String? {
        names.first { name in
            let allowed = min(2, name.utf8.count / 4)
            guard (label.utf8.count - name.utf8.count).magnitude <= 2 * allowed else { return false }
            return Spelling.letters(between: label, and: name) <= allowed
        }
    }
}
