import GPUOutletMock
import OutletContract
import OutletEngine
import OutletPages
import OutletWire

/// The text of `--help`, generated from the tables of commands and options.
enum ManualPage {
    /// The page of the whole program.
    static let text: String = [
        section("NAME", ["\(Product.name) - a scriptable double of the GPU Outlet API"]),
        section(
            "SYNOPSIS",
            Command.allCases.map { "\(Product.name) \($0.synopsis)" }
                + ["\(Product.name) help [COMMAND|TOPIC]", "\(Product.name) --help | --version"]),
        section(
            "DESCRIPTION",
            [
                """
                Answers the whole public API out of the box, keeps consistent state (wallet, stock, rentals, \
                sessions) on a clock that a test can move, and breaks on purpose where a scenario file says so.
                """,
                "",
                """
                A world is one double with its own state, and worlds never see each other. A test picks a world by \
                base URL (http://localhost:4429/@checkout-17/v1), by host name \
                (http://checkout-17.localhost:4429/v1) or by the header X-Mock-World. A world named after a \
                scenario runs it; a label after a tilde makes the name unique \
                (/@pool-empty-then-recovers~t17/v1). The control plane is at /__admin on the same port, with a panel \
                for people.
                """,
            ]),
        section(
            "COMMANDS",
            Command.allCases.map { term($0.rawValue, $0.row.summary, width: 12) } + [
                term("help", "Print this page, a command's own, or the reference of a topic.", width: 12)
            ]),
        section("TOPICS", ReferenceTopic.allCases.map { term($0.rawValue, $0.page.summary, width: 12) }),
        optionsSection(Option.allCases, in: nil),
        section(
            "ENVIRONMENT",
            [
                """
                Every option but --help and --version can be set by the variable named with it. A flag beats its \
                variable, a variable beats the scenario file, and the file beats the default. An on-off variable \
                takes true or false; one for a repeatable option takes a list with commas. A variable that looks \
                like a misspelling of one of these causes a warning.
                """
            ]),
        memorySection,
        filesSection,
        section(
            "SIGNALS",
            [
                term("TERM, INT", "Stop in order and exit with 0; a second one exits with 128+n at once."),
                term("HUP", "Read the scenario files again."),
            ]),
        exitSection(ExitCode.allCases),
        examplesSection(Command.allCases.compactMap(\.row.examples.first)),
        section(
            "SEE ALSO",
            [
                """
                '\(Product.name) help COMMAND' for one command, '\(Product.name) help TOPIC' for a reference, and \
                /__admin/docs of a running server for the same in a browser.
                """
            ]),
    ].joined(separator: "\n\n")

    private static var memorySection: String {
        let limits = ConnectionLimits()
        let request = limits.parser.requestLineBytes + limits.parser.headerSectionBytes + limits.parser.bodyBytes
        let waiting = limits.waitingInputBytes + limits.waitingOutputBytes
        return section(
            "MEMORY",
            [
                """
                A connection holds at most \(request / 1024) KiB of a request, \(waiting / 1024) KiB of what waits, and \
                one answer; --max-connections bounds them all. All journals together hold \
                \(EngineConfiguration().journalBytes >> 20) MiB, whatever --journal and --max-worlds say. A new world \
                takes about 10 kB, about a kilobyte more for each thing that is made in it until its reset, and at most \
                \(Traffic.mostBytes / 1024) KiB for what is counted of its traffic.
                """
            ])
    }

    /// Returns the page of one command.
    static func text(_ command: Command) -> String {
        let row = command.row
        var sections = [
            section("NAME", ["\(Product.name)-\(command.rawValue) - \(row.summary.lowercasedFirst)"]),
            section("SYNOPSIS", ["\(Product.name) \(command.synopsis)"]),
            section("DESCRIPTION", Array(row.description.map { [$0] }.joined(separator: [""]))),
        ]
        let options = Option.taken(by: command)
        if !options.isEmpty {
            sections.append(optionsSection(options, in: command))
            sections.append(
                section("ENVIRONMENT", ["The variable in brackets sets an option too; a flag beats its variable."]))
        }
        if command == .serve { sections.append(filesSection) }
        sections.append(exitSection(row.exitCodes))
        sections.append(examplesSection(row.examples))
        sections.append(section("SEE ALSO", ["'\(Product.name) help' for the whole program."]))
        return sections.joined(separator: "\n\n")
    }

    private static func optionsSection(_ options: [Option], in command: Command?) -> String {
        var lines: [String] = []
        for option in options {
            let value = command.map { option.value(in: $0) } ?? option.row.value
            let usage = value.name.map { "\(option.flag) \($0)" } ?? option.flag
            lines.append(usage)
            lines.append(.further(sentence(for: option, in: command)))
        }
        return section("OPTIONS", lines + ["--help, -h", .further("Print this page."), "--version, -V"])
            + "\n" + Paragraph.wrapped("Print the version.", indent: 12)
    }

    private static func sentence(for option: Option, in command: Command?) -> String {
        let row = option.row
        var parts = [row.help]
        if row.isRepeatable { parts.append("May be given more than once.") }
        if let fallback = command.map({ option.fallback(in: $0) }) ?? row.fallback {
            parts.append("Default \(fallback).")
        }
        if command == nil && row.commands != [.serve] {
            parts.append("For \(row.commands.map(\.rawValue).joined(separator: ", ")).")
        }
        parts.append("[\(option.variable)]")
        return parts.joined(separator: " ")
    }

    private static var filesSection: String {
        section(
            "FILES",
            [
                "*.json, *.json5", .further("Scenario files. In a folder, *.schema.json is skipped."),
                "./scenarios", .further("The folder that 'scenarios' lists unless told otherwise."),
                "--port-file PATH",
                .further("The port as a decimal number and a newline; the file exists while the server listens."),
            ])
    }

    private static func exitSection(_ codes: [ExitCode]) -> String {
        section("EXIT STATUS", codes.map { term("\($0.rawValue)", $0.summary, width: 4) })
    }

    /// Breaks a long command line with backslashes, so that it can be copied into a shell.
    private static func examplesSection(_ examples: [Command.Example]) -> String {
        section(
            "EXAMPLES",
            examples.flatMap { example in
                let lines = Paragraph.wrapped(example.line, indent: 0, width: 80 - 12 - 2).split(separator: "\n")
                return [example.purpose, .laidOut("        " + lines.joined(separator: " \\\n            "))]
            })
    }

    /// Lays out a term with its sentence next to it.
    private static func term(_ term: String, _ sentence: String, width: Int = 11) -> String {
        let body = Paragraph.wrapped(sentence, indent: 4 + width)
        return .laidOut("    " + term.padded(to: width) + body.dropFirst(4 + width))
    }

    /// Lays out a heading with its paragraphs. Those marked as further are indented more.
    private static func section(_ heading: String, _ paragraphs: [String]) -> String {
        let body = paragraphs.map { paragraph in
            switch paragraph.first {
            case String.furtherMark: Paragraph.wrapped(String(paragraph.dropFirst()), indent: 12)
            case String.laidOutMark: String(paragraph.dropFirst())
            default: Paragraph.wrapped(paragraph, indent: 4)
            }
        }
        return ([heading] + body).joined(separator: "\n")
    }
}

extension String {
    fileprivate static let furtherMark: Character = "\u{1}"
    fileprivate static let laidOutMark: Character = "\u{2}"

    /// A paragraph that is indented more, under the term before it.
    fileprivate static func further(_ text: String) -> String { String(furtherMark) + text }

    /// A line that is printed as it is.
    fileprivate static func laidOut(_ text: String) -> String { String(laidOutMark) + text }

    /// The text for the NAME line of a manual page, which is not a sentence.
    fileprivate var lowercasedFirst: String {
        let sentence = hasSuffix(".") ? dropLast() : self[...]
        return sentence.prefix(1).lowercased() + sentence.dropFirst()
    }
}
