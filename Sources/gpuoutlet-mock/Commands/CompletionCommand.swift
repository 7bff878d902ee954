/// `completion bash|zsh`
enum CompletionCommand {
    static func run(_ invocation: Invocation, streams: Streams) throws(UsageError) -> ExitCode {
        let shell = invocation.operands[0]
        guard let script = Completion.script(for: shell) else {
            throw .unknown("shell", shell, among: Completion.shells, command: .completion)
        }
        streams.print(script)
        return .ok
    }
}
