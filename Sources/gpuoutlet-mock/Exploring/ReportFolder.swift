import GPUOutletMock
import OutletContract
import OutletExplorer
import OutletScenarios
import OutletWire

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The folder that a report is written into. An older report in it is replaced file by file. If it contains anything
/// else, nothing is written at all.
struct ReportFolder {
    /// A refusal, as a sentence.
    struct Refusal: Error, Hashable {
        var message: String
    }

    private static let document = "report.json"
    private static let page = "report.html"

    let path: String
    /// The names of an older report's files.
    private let old: [String]

    /// Checks that the folder may be used. Changes nothing yet.
    init(_ path: String) throws(Refusal) {
        self.path = path
        guard Files.exists(path) else {
            old = []
            return
        }
        guard FileTree.isFolder(path) else { throw Refusal(message: "\(path) is no folder; name another with --out") }
        let names = FileTree.names(in: path)
        let known = Set(ReportFolder.names(ofReportIn: path))
        let strangers = names.filter { !known.contains($0) }
        guard strangers.isEmpty else {
            throw Refusal(
                message: "\(path) holds \(strangers[0]), which explore did not write; name another folder with --out")
        }
        old = names
    }

    /// Writes the report's files, and removes those of an older one.
    func write(_ exploration: Exploration, _ replay: ReplayCommand) throws(Refusal) {
        try makeFolder()
        for name in old { unlink("\(path)/\(name)") }
        // Write the list of all files first, so that the next run recognises the files of an interrupted one.
        try write(ReportFolder.document, exploration.json(replay: replay).prettyText + "\n")
        try write(ReportFolder.page, exploration.html(replay: replay))
        for problem in exploration.problems {
            try write(problem.scenarioFile, problem.scenario.prettyText + "\n")
            try write(problem.logFile, problem.log)
        }
    }

    /// The file names that an older report lists.
    private static func names(ofReportIn folder: String) -> [String] {
        guard let bytes = try? FileTree.read("\(folder)/\(document)", maximumBytes: 100_000_000),
            let report = try? JSON.parse(bytes), report["tool"]?["name"]?.string == Product.name,
            let problems = report["problems"]?.array
        else { return [] }
        let files = problems.flatMap { [$0["file"]?.string, $0["log"]?.string] }
        return [document, page] + files.compactMap(\.self)
    }

    private func makeFolder() throws(Refusal) {
        var soFar = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            soFar += part
            if mkdir(soFar, 0o777) != 0 && errno != EEXIST { throw refusal(soFar) }
            soFar += "/"
        }
    }

    private func write(_ name: String, _ text: String) throws(Refusal) {
        let file = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw refusal("\(path)/\(name)") }
        defer { close(file) }
        guard FileDescriptor.write(text, to: file) else { throw refusal("\(path)/\(name)") }
    }

    private func refusal(_ path: String) -> Refusal {
        Refusal(message: "cannot write \(path): \(SystemError.last.message)".withoutControls)
    }
}
