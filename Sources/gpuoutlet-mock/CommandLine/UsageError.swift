import OutletContract

/// An error in the command line or in a variable.
struct UsageError: Error, Hashable {
    var message: String
    /// The command whose `--help` explains more, if one was recognised.
    var command: Command?

    init(_ message: String, command: Command? = nil) {
        self.message = message
        self.command = command
    }

    /// An error such as `unknown option --prot; did you mean --port?`
    static func unknown(_ what: String, _ word: String, among legal: [String], command: Command? = nil) -> UsageError {
        let nearest = Spelling.nearest(to: word, among: legal)
        let ending = nearest.map { "; did you mean \($0)?" } ?? ""
        return UsageError("unknown \(what) \(word)\(ending)", command: command)
    }

    /// The message with a pointer to the manual.
    var text: String {
        let page = command.map { "\(Product.name) \($0.rawValue) --help" } ?? "\(Product.name) --help"
        return "\(Product.name): \(message)\nTry '\(page)'."
    }
}
