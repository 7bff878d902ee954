package import OutletEngine
package import OutletScenarios

/// The scenario files at the given paths: read once, and again when they change.
package struct ScenarioFiles: Sendable {
    private let paths: [String]
    package private(set) var files: [ScenarioFile]

    /// Reads every scenario file at the paths: files as given, and `.json` and `.json5` files in folders at any depth,
    /// except `.schema.json`. A file that is reached twice is read once.
    package init(paths: [String]) {
        self.paths = paths
        files = ScenarioFiles.read(paths)
    }

    /// Every valid scenario, in the order of the files.
    package var scenarios: [Scenario] { files.compactMap(\.scenario) }

    /// The problems in the files, as text; empty if there are none.
    package var complaints: [String] { complaints() }

    package func complaints(inColour: Bool = false) -> [String] {
        files.compactMap { $0.complaint(inColour: inColour) }
    }

    /// The first path that is a file. Its scenario is the default of all worlds.
    package var firstNamedFile: ScenarioFile? {
        guard let path = paths.first(where: { !FileTree.isFolder($0) }) else { return nil }
        return files.first { FileTree.canonical($0.path) == FileTree.canonical(path) }
    }

    /// Returns the library from which worlds pick scenarios, including the built-in ones. The default is `defaultName`,
    /// else the scenario of the first path that is a file, else `healthy`. Returns nil if there is no scenario with
    /// that name.
    package func library(defaultName: String? = nil) -> ScenarioLibrary? {
        let name = defaultName ?? firstNamedFile?.scenario?.name ?? Scenario.healthy.name
        guard ScenarioLibrary(scenarios)[name] != nil else { return nil }
        return ScenarioLibrary(scenarios, defaultName: name)
    }

    /// Whether a file was added, removed or changed since the last read.
    package var haveChanged: Bool {
        let found = ScenarioFiles.paths(behind: paths)
        return found != files.map(\.path) || files.contains { FileStamp(of: $0.path) != $0.stamp }
    }

    /// Reads all files again and returns the complaints. A file that does not load keeps its previous scenario.
    package mutating func reload() -> [String] {
        let old = files
        let fresh = ScenarioFiles.read(paths)
        files = fresh.map { file in
            guard file.scenario == nil, let before = old.first(where: { $0.path == file.path }) else { return file }
            return ScenarioFile(path: file.path, stamp: file.stamp, outcome: before.outcome)
        }
        return fresh.compactMap(\.complaint)
    }

    private static func read(_ paths: [String]) -> [ScenarioFile] {
        var owners: [String: String] = [:]
        return self.paths(behind: paths).map { path in
            // The stamp is taken first, so that a file written meanwhile looks changed and is read once more.
            var file = ScenarioFile(path: path, stamp: FileStamp(of: path), outcome: read(path))
            if let name = file.scenario?.name {
                if let owner = owners[name] { file.outcome = .failure(.nameTaken(name: name, by: owner)) }
                owners[name] = owners[name] ?? path
            }
            return file
        }
    }

    private static func read(_ path: String) -> Result<Scenario, ScenarioFile.Trouble> {
        do throws(FileTree.Refusal) {
            let bytes = try FileTree.read(path, maximumBytes: Scenario.maximumBytes)
            do throws(ProblemList) {
                return .success(try Scenario.read(bytes, file: path))
            } catch {
                return .failure(.problems(error))
            }
        } catch {
            return .failure(.unreadable(error.reason))
        }
    }

    private static func paths(behind paths: [String]) -> [String] {
        var known: Set<String> = []
        return paths.flatMap { path in
            FileTree.isFolder(path) ? FileTree.files(under: path).filter(isScenario) : [path]
        }.filter { known.insert(FileTree.canonical($0)).inserted }
    }

    private static func isScenario(_ path: String) -> Bool {
        (path.hasSuffix(".json") || path.hasSuffix(".json5")) && !path.hasSuffix(".schema.json")
    }
}
