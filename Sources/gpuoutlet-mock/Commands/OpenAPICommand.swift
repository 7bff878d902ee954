import OutletEngine
import OutletWire

/// `openapi`
enum OpenAPICommand {
    static func run(streams: Streams) -> ExitCode {
        streams.print(OpenAPIDocument.contract.prettyText)
        return .ok
    }
}
