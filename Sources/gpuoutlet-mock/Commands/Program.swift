import OutletContract
import OutletEngine

/// The program as a function: arguments, variables and streams in, an exit code out.
enum Program {
    /// - Parameter lastWords: whether a server that traps reports it. Only for a process of its own.
    static func run(
        _ arguments: [String], environment: [String: String], streams: Streams, lastWords: Bool = false
    ) -> ExitCode {
        do {
            switch try CommandLineReader.read(arguments, environment: environment) {
            case .version:
                streams.print("\(Product.name) \(Product.version)")
                return .ok
            case .manual(let command):
                streams.print(command.map(ManualPage.text) ?? ManualPage.text)
                return .ok
            case .reference(let topic):
                streams.print(topic.page.text(width: streams.terminal.width ?? 100))
                return .ok
            case .run(let invocation):
                for warning in invocation.warnings { streams.complain("\(Product.name): \(warning)") }
                return try run(invocation, streams: streams, lastWords: lastWords)
            }
        } catch {
            streams.complain(error.text)
            return .usage
        }
    }

    private static func run(
        _ invocation: Invocation, streams: Streams, lastWords: Bool
    ) throws(UsageError) -> ExitCode {
        switch invocation.command {
        case .serve: try ServeCommand.run(invocation, streams: streams, lastWords: lastWords)
        case .errors: try ErrorsCommand.run(invocation, streams: streams)
        case .operations: OperationsCommand.run(invocation, streams: streams)
        case .openapi: OpenAPICommand.run(streams: streams)
        case .completion: try CompletionCommand.run(invocation, streams: streams)
        case .health: try HealthCommand.run(invocation, streams: streams)
        case .schema: SchemaCommand.run(streams: streams)
        case .check: try CheckCommand.run(invocation, streams: streams)
        case .conform: try ConformCommand.run(invocation, streams: streams)
        case .explain: try ExplainCommand.run(invocation, streams: streams)
        case .scenarios: ScenariosCommand.run(invocation, streams: streams)
        case .report: try ReportCommand.run(invocation, streams: streams)
        case .explore: try ExploreCommand.run(invocation, streams: streams)
        }
    }
}
