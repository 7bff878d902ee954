import OutletScenarios
import OutletWire

/// `schema`
enum SchemaCommand {
    static func run(streams: Streams) -> ExitCode {
        streams.print(ScenarioSchema.document.prettyText)
        return .ok
    }
}
