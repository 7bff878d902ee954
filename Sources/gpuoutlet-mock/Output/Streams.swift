#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The program's output: standard output for what was asked for, standard error for everything else.
struct Streams: Sendable {
    private let writeOutput: @Sendable (String) -> Void
    private let writeError: @Sendable (String) -> Void
    /// The terminal behind standard output.
    let terminal: Terminal
    /// The terminal behind standard error.
    let errorTerminal: Terminal

    init(
        output: @escaping @Sendable (String) -> Void, error: @escaping @Sendable (String) -> Void,
        terminal: Terminal = .none, errorTerminal: Terminal = .none
    ) {
        self.writeOutput = output
        self.writeError = error
        self.terminal = terminal
        self.errorTerminal = errorTerminal
    }

    static func standard(environment: [String: String]) -> Streams {
        Streams(
            output: { FileDescriptor.write($0, to: STDOUT_FILENO) },
            error: { FileDescriptor.write($0, to: STDERR_FILENO) },
            terminal: .of(STDOUT_FILENO, environment: environment),
            errorTerminal: .of(STDERR_FILENO, environment: environment))
    }

    /// Writes a text to standard output, with a newline at its end.
    func print(_ text: String) { writeOutput(text.hasSuffix("\n") ? text : text + "\n") }

    /// Writes to standard error without a newline, for a line that is not complete yet.
    func overwrite(_ text: String) { writeError(text) }

    /// Writes a text to standard error, with a newline at its end.
    func complain(_ text: String) { writeError(text.hasSuffix("\n") ? text : text + "\n") }
}
