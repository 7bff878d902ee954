import Synchronization

@testable import gpuoutlet_mock

/// What a run of the program wrote, and what it ended with.
struct Captured {
    var code: ExitCode
    var output: String
    var errors: String

    /// Runs the program as a function.
    static func run(_ arguments: String..., environment: [String: String] = [:]) -> Captured {
        run(arguments, environment: environment)
    }

    static func run(_ arguments: [String], environment: [String: String] = [:]) -> Captured {
        let texts = Texts()
        let streams = Streams(
            output: { text in texts.output.withLock { $0 += text } },
            error: { text in texts.errors.withLock { $0 += text } })
        let code = Program.run(arguments, environment: environment, streams: streams)
        return Captured(code: code, output: texts.output.withLock { $0 }, errors: texts.errors.withLock { $0 })
    }

    private final class Texts: Sendable {
        let output = Mutex("")
        let errors = Mutex("")
    }
}
