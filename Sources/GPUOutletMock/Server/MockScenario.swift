internal import OutletContract
internal import OutletEngine
internal import OutletScenarios

/// What a server's worlds run unless their name picks something else: a document in the test itself, a file, or one of
/// the scenarios that are loaded.
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

    /// A whole document: JSON, or JSON5's everyday part. One that does not name itself is called `inline`.
    public init(_ document: String) { source = .document(document) }

    /// The same, for a literal.
    public init(stringLiteral document: String) { self.init(document) }

    private init(_ source: Source) { self.source = source }

    /// A scenario file. A path that is not absolute counts from the process's working folder.
    public static func file(_ path: String) -> MockScenario { MockScenario(.file(path)) }

    /// One of those that `scenarios:` loads, or one that every build brings along: `healthy`, `provider-pool-empty` and
    /// all others of the package's folder `scenarios`.
    public static func named(_ name: String) -> MockScenario { MockScenario(.name(name)) }

    /// All that the paths lead to, with this scenario as the default; without one, it is the first path's that is a
    /// file, else `healthy`.
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
