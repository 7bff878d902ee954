import OutletDomain

/// The options: one table behind parsing, the manual, shell completion and the README.
///
/// A flag beats its variable, a variable beats the scenario file, and the file beats the default.
enum Option: String, CaseIterable, Sendable {
    case host
    case port
    case portFile = "port-file"
    case defaultScenario = "default"
    case seed
    case clock
    case speed
    case allowOrigin = "allow-origin"
    case secureCookies = "secure-cookies"
    case appURL = "app-url"
    case webhookSecret = "webhook-secret"
    case watch
    case exitWithStdin = "exit-with-stdin"
    case journal
    case maxWorlds = "max-worlds"
    case maxConnections = "max-connections"
    case adminToken = "admin-token"
    case log
    case minCoverage = "min-coverage"
    case session
    case readOnly = "read-only"
    case format

    struct Row: Sendable {
        var value: OptionValue
        /// What holds when nothing says otherwise; nil where the program has no value of its own.
        var fallback: String?
        /// One sentence.
        var help: String
        var isRepeatable = false
        var commands: [Command] = [.serve]
    }

    var flag: String { "--\(rawValue)" }

    /// `--port-file` is `GPUOUTLET_MOCK_PORT_FILE`.
    var variable: String {
        Option.variablePrefix + rawValue.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
    }

    static let variablePrefix = "GPUOUTLET_MOCK_"

    /// The flag as the manual writes it: `--port N`.
    var usage: String { row.value.name.map { "\(flag) \($0)" } ?? flag }

    /// What the option takes in one command; only `--format` differs between commands.
    func value(in command: Command) -> OptionValue {
        self == .format ? .choice(command.row.formats) : row.value
    }

    func fallback(in command: Command) -> String? {
        self == .format ? command.row.formats.first : row.fallback
    }

    /// The options that a command takes, in the table's order.
    static func taken(by command: Command) -> [Option] {
        allCases.filter { $0.row.commands.contains(command) }
    }

    var row: Row {
        switch self {
        case .host:
            Row(
                value: .host, fallback: "localhost",
                help: "Listen on this numeric address; localhost is both 127.0.0.1 and ::1.",
                commands: [.serve, .health])
        case .port:
            Row(
                value: .integer("N", 0...65_535), fallback: "4429",
                help: "Listen on this port; 0 takes any free one.", commands: [.serve, .health])
        case .portFile:
            Row(
                value: .path("PATH"),
                help: "Write the port and a newline here once listening, and remove the file at exit.")
        case .defaultScenario:
            Row(
                value: .text("NAME"),
                help: "The scenario of every world whose name picks none; else the first file given, else healthy.")
        case .seed:
            Row(
                value: .integer("N", 0...Int.max),
                help: "Fix ids, one-time codes, chances and random delays; else the scenario's seed, else 1.")
        case .clock:
            Row(
                value: .clock,
                help: "Follow real time, or move only when told, from an instant if one is named; else the scenario's "
                    + "clock, else live.")
        case .speed:
            Row(
                value: .factor("N", upTo: WorldClock.fastest),
                help: "Let a live clock run N times as fast as real time; else the scenario's speed, else 1.")
        case .allowOrigin:
            Row(
                value: .origin,
                help: "Answer browsers from this origin too; the server's own and pages of localhost, *.localhost and "
                    + "127.0.0.1 on any port are allowed as they are.",
                isRepeatable: true)
        case .secureCookies:
            Row(value: .onOff, help: "Mark the session cookie Secure over plain HTTP as well.")
        case .appURL:
            Row(
                value: .baseURL,
                help: "Send redirects to /app and /login to this front end; else the scenario's, else a page of our "
                    + "own.")
        case .webhookSecret:
            Row(
                value: .text("S"),
                help: "Check Stripe signatures with this secret, or sign with it; else the scenario's, else "
                    + "whsec_test.",
                commands: [.serve, .conform])
        case .watch:
            Row(value: .onOff, help: "Read changed scenario files again, looking once a second.")
        case .exitWithStdin:
            Row(value: .onOff, help: "Stop when standard input ends, as it does when the program behind it dies.")
        case .journal:
            Row(
                value: .integer("N", 1...10_000_000), fallback: "10000",
                help: "Keep this many exchanges of each world.")
        case .maxWorlds:
            Row(
                value: .integer("N", 1...10_000_000), fallback: "10000",
                help: "Refuse to make more worlds than this.")
        case .maxConnections:
            Row(
                value: .integer("N", 1...1_000_000), fallback: "10000",
                help: "Accept no more connections than this at a time.")
        case .adminToken:
            Row(
                value: .token,
                help: "Ask control calls for Authorization: Bearer TOKEN; conform and report send it.",
                commands: [.serve, .conform, .report])
        case .log:
            Row(
                value: .choice(["text", "json", "off"]), fallback: "text",
                help: "Log each exchange to standard error as text or as JSON lines, or not at all.")
        case .minCoverage:
            Row(
                value: .integer("N", 0...100),
                help: "Exit 1 when the report's coverage is below this percentage.", commands: [.report])
        case .session:
            Row(
                value: .session,
                help: "Ask under this session: the value of the cookie sid of an account that is there for it.",
                commands: [.conform])
        case .readOnly:
            Row(value: .onOff, help: "Ask only what changes nothing.", commands: [.conform])
        case .format:
            Row(
                value: .choice(["text", "json", "markdown", "junit"]), fallback: "text",
                help: "Print in this format; not every command knows each.",
                commands: Command.allCases.filter { !$0.row.formats.isEmpty })
        }
    }
}
