package import OutletEngine
package import OutletScenarios

/// The scenario files behind the paths that somebody named: read once, and read again when they change.
package struct ScenarioFiles: Sendable {
    private let paths: [String]
    package private(set) var files: [ScenarioFile]

    /// Reads every scenario file that the paths lead to: a file itself, a folder's `.json` and `.json5` files however
    /// deep, but no `.schema.json`. A file that is reached twice is read once.
    package init(paths: [String]) {
        self.paths = paths
        files = ScenarioFiles.read(paths)
    }

    /// Every scenario that can be used, in the order of the files.
    package var scenarios: [Scenario] { files.compactMap(\.scenario) }

    /// What is wrong with the files, for people; empty where nothing is.
    package var complaints: [String] { complaints() }

    package func complaints(inColour: Bool = false) -> [String] {
        files.compactMap { $0.complaint(inColour: inColour) }
    }

    /// The scenario of the first path that is a file: the default of all worlds.
    package var firstNamedFile: ScenarioFile? {
        guard let path = paths.first(where: { !FileTree.isFolder($0) }) else { return nil }
        return files.first { FileTree.canonical($0.path) == FileTree.canonical(path) }
    }

    /// The scenarios as worlds find them, the shipped ones among them. The default is the one that is named, else that
    /// of the first path which is a file, else `healthy`; nil where there is none of that name.
    package func library(defaultName: String? = nil) -> ScenarioLibrary? {
        let name = defaultName ?? firstNamedFile?.scenario?.name ?? Scenario.healthy.name
        guard ScenarioLibrary(scenarios)[name] != nil else { return nil }
        return ScenarioLibrary(scenarios, defaultName: name)
    }

    /// Whether a file came, went or changed since it was read.
    package var haveChanged: Bool {
        let found = ScenarioFiles.paths(behind: paths)
        return found != files.map(\.path) || files.contains { FileStamp(of: $0.path) != $0.stamp }
    }

    /// Reads all files again. One that does not load keeps the scenario that it had, and its complaint is returned.
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
            // The stamp is taken first: a file that is written meanwhile will look changed, and be read once more.
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
