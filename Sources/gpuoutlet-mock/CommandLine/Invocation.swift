import OutletContract

/// One command line, read: what to do, on what, and with which settings.
struct Invocation: Sendable {
    var command: Command
    var operands: [String]
    /// What flags and variables say, the flag's word before the variable's; defaults are not in here.
    var settings: [Option: [String]]
    /// What stands behind `--`, for a command that runs another.
    var client: [String] = []
    /// Variables with our prefix that no option has, each as a sentence.
    var warnings: [String] = []

    /// What somebody asked for: the scenario file's word and the default come after it.
    func given(_ option: Option) -> String? { settings[option]?.last }

    /// What holds for an option that has a default.
    func text(_ option: Option) -> String {
        // Always so: callers ask this only for options whose row has a default.
        guard let text = given(option) ?? option.fallback(in: command) else {
            preconditionFailure("\(option.flag) has no default; ask for what was given")
        }
        return text
    }

    /// A whole number that was given; reading has checked it.
    func givenInteger(_ option: Option) -> Int? { given(option).flatMap { Int($0) } }

    func integer(_ option: Option) -> Int {
        // Always so: the command line's reader holds each number against its option's range.
        guard let number = Int(text(option)) else { preconditionFailure("\(option.flag) is not a whole number") }
        return number
    }

    /// A length of time, given or by default; nil where there is neither.
    func duration(_ option: Option) -> Duration? {
        let text = given(option) ?? option.fallback(in: command)
        return text.flatMap { Span(duration: $0) }.map { .milliseconds($0.milliseconds) }
    }

    func isOn(_ option: Option) -> Bool { given(option).flatMap(OptionValue.truth) ?? false }

    /// Every word of a repeatable option.
    func list(_ option: Option) -> [String] { settings[option] ?? [] }
}
