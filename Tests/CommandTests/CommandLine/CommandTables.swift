import OutletScenarios

@testable import gpuoutlet_mock

/// Tables of the documentation about the program and about what ships with it.
enum CommandTables {
    static var commands: String {
        TextTable(
            header: ["command", "what it does"],
            rows: Command.allCases.map { ["`\($0.synopsis)`", $0.row.summary] } + [
                ["`help [COMMAND|TOPIC]`", "Print the manual, a command's own page, or the reference of a topic."]
            ]
        ).markdown
    }

    static var exitCodes: String {
        TextTable(
            header: ["code", "meaning"], rows: ExitCode.allCases.map { ["\($0.rawValue)", $0.summary] }
        ).markdown
    }

    /// Every scenario that ships, by its file.
    static var scenarios: String {
        let names = ShippedScenarios.names.sorted()
        return TextTable(
            header: ["scenario", "why"],
            rows: names.compactMap { ShippedScenarios.scenario(named: $0) }.map {
                ["[`\($0.name)`](\($0.name).json)", $0.why]
            }
        ).markdown
    }
}
