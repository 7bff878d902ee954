#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where the program's words go: standard output for what was asked for, standard error for everything else.
struct Streams: Sendable {
    private let writeOutput: @Sendable (String) -> Void
    private let writeError: @Sendable (String) -> Void
    /// What standard output leads to.
    let terminal: Terminal
    /// What standard error leads to.
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

    /// Writes a text that ends in a newline, adding it where it is missing.
    func print(_ text: String) { writeOutput(text.hasSuffix("\n") ? text : text + "\n") }

    /// Writes to standard error as it stands: a line that is not over yet.
    func overwrite(_ text: String) { writeError(text) }

    /// Writes to standard error, one newline at the end.
    func complain(_ text: String) { writeError(text.hasSuffix("\n") ? text : text + "\n") }
}
