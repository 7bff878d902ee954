import GPUOutletMock
import OutletScenarios

/// `explain SCENARIO`
enum ExplainCommand {
    static func run(_ invocation: Invocation, streams: Streams) -> ExitCode {
        let path = invocation.operands[0]
        if path == Scenario.healthy.name && !Files.exists(path) {
            streams.print(Scenario.healthy.explanation)
            return .ok
        }
        let files = ScenarioFiles(paths: [path])
        for complaint in files.complaints { streams.complain(complaint) }
        if files.files.isEmpty { streams.complain("\(path): there is no scenario file in it") }
        for (index, scenario) in files.scenarios.enumerated() {
            streams.print((index == 0 ? "" : "\n") + scenario.explanation.withoutControls)
        }
        return files.complaints.isEmpty && !files.files.isEmpty ? .ok : .usage
    }
}
