import OutletDomain
import OutletScenarios

/// What a world starts with when it is made or reset.
struct WorldBeginning {
    let scenario: Scenario
    let settings: EngineConfiguration
    let seed: Int
    let initialState: InitialState
    let catalogue: Catalogue

    init(_ scenario: Scenario, _ settings: EngineConfiguration, _ catalogues: inout Catalogues) {
        self.scenario = scenario
        self.settings = settings
        seed = settings.seed ?? scenario.seed ?? Scenario.defaultSeed
        initialState = InitialState(scenario.given, settings)
        catalogue = catalogues.catalogue(initialState.listings, seed: seed)
    }
}
