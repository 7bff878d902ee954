#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a stream leads to, as far as layout and colour depend on it.
struct Terminal: Hashable, Sendable {
    /// In columns; nil where the stream is no terminal, or does not say.
    var width: Int?
    var hasColours = false

    /// No terminal: a file, a pipe.
    static let none = Terminal()

    /// - Parameter environment: `NO_COLOR`, where it is not empty, and `TERM=dumb` ask for no colours
    ///   (https://no-color.org).
    static func of(_ descriptor: Int32, environment: [String: String]) -> Terminal {
        guard isatty(descriptor) == 1 else { return .none }
        var size = winsize()
        let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        let isPlain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        return Terminal(width: isKnown ? Int(size.ws_col) : nil, hasColours: !isPlain && environment["TERM"] != "dumb")
    }
}
