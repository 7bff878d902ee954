import GPUOutletMock
import OutletScenarios

/// `scenarios [PATH…]`
enum ScenariosCommand {
    /// Where scenario files lie unless somebody says otherwise.
    private static let usualFolder = "scenarios"

    static func run(_ invocation: Invocation, streams: Streams) -> ExitCode {
        let usual = Files.exists(usualFolder) ? [usualFolder] : []
        let files = ScenarioFiles(paths: invocation.operands.isEmpty ? usual : invocation.operands)
        var rows = files.files.compactMap { file in
            file.scenario.map { [$0.name, file.path.withoutControls, $0.why.withoutControls] }
        }
        if !files.scenarios.contains(where: { $0.name == Scenario.healthy.name }) {
            rows.insert([Scenario.healthy.name, "(built in)", Scenario.healthy.why], at: 0)
        }
        streams.print(TextTable(header: ["SCENARIO", "FILE", "WHY"], rows: rows).text(width: 140))
        for complaint in files.complaints { streams.complain(complaint) }
        return files.complaints.isEmpty ? .ok : .usage
    }
}
