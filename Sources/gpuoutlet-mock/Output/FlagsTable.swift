/// The README's table of flags, without their variables, which follow from the flags' names.
enum FlagsTable {
    static var markdown: String {
        TextTable(
            header: ["flag", "default", "what it does"],
            rows: Option.allCases.map { option in
                [
                    "`\(option.usage)`", option.row.fallback.map { "`\($0)`" } ?? "",
                    option.row.help + index(of: option),
                ]
            }
        ).markdown
    }

    /// The commands that take the flag; empty if only `serve` does.
    private static func index(of option: Option) -> String {
        let commands = option.row.commands
        return commands == [.serve] ? "" : " (\(commands.map { "`\($0.rawValue)`" }.joined(separator: ", ")))"
    }
}
