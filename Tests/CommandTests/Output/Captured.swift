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
        return texts.captured(Program.run(arguments, environment: environment, streams: texts.streams))
    }

    /// Streams that keep what is written.
    final class Texts: Sendable {
        let output = Mutex("")
        let errors = Mutex("")

        var streams: Streams {
            Streams(
                output: { text in self.output.withLock { $0 += text } },
                error: { text in self.errors.withLock { $0 += text } })
        }

        func captured(_ code: ExitCode) -> Captured {
            Captured(code: code, output: output.withLock { $0 }, errors: errors.withLock { $0 })
        }
    }
}
