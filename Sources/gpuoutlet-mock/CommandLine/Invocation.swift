import OutletContract

/// A parsed command line: the command, its operands and its settings.
struct Invocation: Sendable {
    var command: Command
    var operands: [String]
    /// The values from flags and variables, where a flag replaces its variable. Defaults are not included.
    var settings: [Option: [String]]
    /// The words after `--`, for a command that runs another.
    var client: [String] = []
    /// Warnings about variables with our prefix that belong to no option, as sentences.
    var warnings: [String] = []

    /// Returns the given value. The scenario file and the default apply only if it is nil.
    func given(_ option: Option) -> String? { settings[option]?.last }

    /// Returns the value of an option that has a default.
    func text(_ option: Option) -> String {
        // Always so: callers ask this only for options whose row has a default.
        guard let text = given(option) ?? option.fallback(in: command) else {
            preconditionFailure("\(option.flag) has no default; ask for what was given")
        }
        return text
    }

    /// Returns the given whole number, which the reader has checked.
    func givenInteger(_ option: Option) -> Int? { given(option).flatMap { Int($0) } }

    func integer(_ option: Option) -> Int {
        // Always so: the command line's reader checks each number against its option's range.
        guard let number = Int(text(option)) else { preconditionFailure("\(option.flag) is not a whole number") }
        return number
    }

    /// Returns a length of time, given or by default; nil if there is neither.
    func duration(_ option: Option) -> Duration? {
        let text = given(option) ?? option.fallback(in: command)
        return text.flatMap { Span(duration: $0) }.map { .milliseconds($0.milliseconds) }
    }

    func isOn(_ option: Option) -> Bool { given(option).flatMap(OptionValue.truth) ?? false }

    /// Returns all values of a repeatable option.
    func list(_ option: Option) -> [String] { settings[option] ?? [] }
}
