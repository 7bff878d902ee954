internal import OutletContract
internal import OutletEngine
internal import OutletScenarios

/// The scenario of a server's worlds whose name picks no other: a document in the test itself, a file, or a loaded
/// scenario.
///
///     try MockServer.start(scenario: "{ given: { stock: { 'h100-80gb': 1 } } }")
///     try MockServer.start(scenario: .file("scenarios/wallet-runs-dry.json"))
///     try MockServer.start(scenario: .named("flaky-network"), scenarios: ["scenarios"])
public struct MockScenario: Hashable, Sendable, ExpressibleByStringInterpolation {
    private enum Source: Hashable {
        case document(String)
        case file(String)
        case name(String)
    }

    private let source: Source

    /// Creates a scenario from a whole document: JSON, or the common part of JSON5. Its default name is `inline`.
    public init(_ document: String) { source = .document(document) }

    /// Creates a scenario from a string literal.
    public init(stringLiteral document: String) { self.init(document) }

    private init(_ source: Source) { self.source = source }

    /// A scenario file. A relative path starts at the process's working directory.
    public static func file(_ path: String) -> MockScenario { MockScenario(.file(path)) }

    /// A scenario that `scenarios:` loads, or a built-in one: `healthy`, `provider-pool-empty` and all others in the
    /// package's folder `scenarios`.
    public static func named(_ name: String) -> MockScenario { MockScenario(.name(name)) }

    /// Loads all scenarios at the paths, with this one as the default. If it is nil, the default is the scenario of the
    /// first path that is a file, else `healthy`.
    static func library(
        _ scenario: MockScenario?, paths: [String]
    ) throws(MockServerError) -> ScenarioLibrary {
        switch scenario?.source {
        case nil: return try loaded(paths, defaultName: nil)
        case .name(let name): return try loaded(paths, defaultName: name)
        case .file(let path):
            guard !FileTree.isFolder(path) else {
                throw .badScenarios(["\(path): is a folder; a scenario is a file, and `scenarios` takes folders"])
            }
            return try loaded([path] + paths, defaultName: nil)
        case .document(let text): return try with(text, paths)
        }
    }

    private static func files(_ paths: [String]) throws(MockServerError) -> ScenarioFiles {
        let files = ScenarioFiles(paths: paths)
        guard files.complaints.isEmpty else { throw .badScenarios(files.complaints) }
        return files
    }

    private static func loaded(
        _ paths: [String], defaultName: String?
    ) throws(MockServerError) -> ScenarioLibrary {
        let files = try files(paths)
        if let library = files.library(defaultName: defaultName) { return library }
        let name = defaultName ?? ""
        let names = ScenarioLibrary(files.scenarios).names
        throw .badScenarios(["no scenario '\(name)' is loaded\(Spelling.question(name, among: names))"])
    }

    private static func with(_ document: String, _ paths: [String]) throws(MockServerError) -> ScenarioLibrary {
        let files = try files(paths)
        let scenario: Scenario
        do throws(ProblemList) {
            scenario = try Scenario.read(Array(document.utf8), source: "scenario", defaultName: "inline")
        } catch {
            throw .badScenarios([error.text()])
        }
        guard !files.scenarios.contains(where: { $0.name == scenario.name }) else {
            throw .badScenarios([
                "the scenario name '\(scenario.name)' is taken by a file; give the document another with the key "
                    + "`scenario`"
            ])
        }
        return ScenarioLibrary(files.scenarios + [scenario], defaultName: scenario.name)
    }
}
