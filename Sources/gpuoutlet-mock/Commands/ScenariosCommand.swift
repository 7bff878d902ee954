import GPUOutletMock
import OutletEngine
import OutletScenarios

/// `scenarios [PATH…]`
enum ScenariosCommand {
    /// The default folder of scenario files.
    private static let usualFolder = "scenarios"

    static func run(_ invocation: Invocation, streams: Streams) -> ExitCode {
        let usual = Files.exists(usualFolder) ? [usualFolder] : []
        let files = ScenarioFiles(paths: invocation.operands.isEmpty ? usual : invocation.operands)
        let library = ScenarioLibrary(files.scenarios)
        var paths: [String: String] = [:]
        for file in files.files { if let name = file.scenario?.name { paths[name] = file.path.withoutControls } }
        let rows = library.names.compactMap { library[$0] }.map { scenario in
            [scenario.name, paths[scenario.name] ?? "(built in)", scenario.why.withoutControls]
        }
        let table = TextTable(header: ["SCENARIO", "FILE", "WHY"], rows: rows)
        streams.print(table.text(width: streams.terminal.width ?? 140))
        let complaints = files.complaints(inColour: streams.errorTerminal.hasColours)
        for complaint in complaints { streams.complain(complaint) }
        return complaints.isEmpty ? .ok : .usage
    }
}
