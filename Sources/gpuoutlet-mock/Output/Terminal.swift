#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What layout and colour need to know about a stream's terminal.
struct Terminal: Hashable, Sendable {
    /// In columns; nil if the stream is not a terminal or its width is unknown.
    var width: Int?
    var hasColours = false

    /// Not a terminal: a file or a pipe.
    static let none = Terminal()

    /// - Parameter environment: a non-empty `NO_COLOR`, or `TERM=dumb`, turns colours off (https://no-color.org).
    static func of(_ descriptor: Int32, environment: [String: String]) -> Terminal {
        guard isatty(descriptor) == 1 else { return .none }
        var size = winsize()
        let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        let isPlain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        return Terminal(width: isKnown ? Int(size.ws_col) : nil, hasColours: !isPlain && environment["TERM"] != "dumb")
    }
}
