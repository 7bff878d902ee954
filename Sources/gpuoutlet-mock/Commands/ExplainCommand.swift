import GPUOutletMock
import OutletEngine
import OutletScenarios

/// `explain SCENARIO`
enum ExplainCommand {
    static func run(_ invocation: Invocation, streams: Streams) throws(UsageError) -> ExitCode {
        let word = invocation.operands[0]
        if !Files.exists(word), !word.contains("/"), !word.hasSuffix(".json"), !word.hasSuffix(".json5") {
            return try explain(named: word, streams: streams)
        }
        let files = ScenarioFiles(paths: [word])
        let complaints = files.complaints(inColour: streams.errorTerminal.hasColours)
        for complaint in complaints { streams.complain(complaint) }
        if files.files.isEmpty { streams.complain("\(word): there is no scenario file in it") }
        for (index, scenario) in files.scenarios.enumerated() {
            streams.print((index == 0 ? "" : "\n") + scenario.explanation.withoutControls)
        }
        return complaints.isEmpty && !files.files.isEmpty ? .ok : .usage
    }

    private static func explain(named name: String, streams: Streams) throws(UsageError) -> ExitCode {
        let library = ScenarioLibrary()
        guard let scenario = library[name] else {
            throw .unknown("scenario", name, among: library.names, command: .explain)
        }
        streams.print(scenario.explanation)
        return .ok
    }
}
