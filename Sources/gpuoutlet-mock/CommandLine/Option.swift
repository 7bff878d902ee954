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
    case depth
    case everyPoint = "every-point"
    case jobs
    case budget
    case timeout
    case retryAfter = "retry-after"
    case crashCodes = "crash-codes"
    case strict
    case urlVariable = "url-variable"
    case out
    case replay
    case format

    struct Row: Sendable {
        var value: OptionValue
        /// The default; nil if the program has none of its own.
        var fallback: String?
        /// One sentence.
        var help: String
        var isRepeatable = false
        var commands: [Command] = [.serve]
    }

    var flag: String { "--\(rawValue)" }

    /// The environment variable: `GPUOUTLET_MOCK_PORT_FILE` for `--port-file`.
    var variable: String {
        Option.variablePrefix + rawValue.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
    }

    static let variablePrefix = "GPUOUTLET_MOCK_"

    /// The flag as the manual writes it: `--port N`.
    var usage: String { row.value.name.map { "\(flag) \($0)" } ?? flag }

    /// Returns the kind of value in a command. Only `--format` differs between commands.
    func value(in command: Command) -> OptionValue {
        self == .format ? .choice(command.row.formats) : row.value
    }

    func fallback(in command: Command) -> String? {
        switch (self, command) {
        case (.format, _): command.row.formats.first
        case (.speed, .explore): "60"
        default: row.fallback
        }
    }

    /// Returns the options that a command takes, in table order.
    static func taken(by command: Command) -> [Option] {
        allCases.filter { $0.row.commands.contains(command) }
    }

    var row: Row {
        switch self {
        case .host:
            Row(
                value: .host, fallback: "localhost",
                help: "Listen on this numeric address; localhost means both 127.0.0.1 and ::1.",
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
                help: "Run this scenario in each world whose name picks none; else the first file given, else healthy.")
        case .seed:
            Row(
                value: .integer("N", 0...Int.max),
                help: "Fix ids, one-time codes, chances and random delays; else the scenario's seed, else 1.",
                commands: [.serve, .explore])
        case .clock:
            Row(
                value: .clock,
                help:
                    "Follow real time (live), or move only when told (virtual, or from this instant on); else the scenario's "
                    + "clock, else live.")
        case .speed:
            Row(
                value: .factor("N", upTo: WorldClock.fastest),
                help:
                    "Let a live clock run N times as fast as real time; else the scenario's speed, else 1, or 60 under "
                    + "explore.",
                commands: [.serve, .explore])
        case .allowOrigin:
            Row(
                value: .origin,
                help:
                    "Also answer browsers from this origin. The server's own origin, and pages of localhost, *.localhost and "
                    + "127.0.0.1 on any port, are always allowed.",
                isRepeatable: true)
        case .secureCookies:
            Row(value: .onOff, help: "Mark the session cookie Secure over plain HTTP too.")
        case .appURL:
            Row(
                value: .baseURL,
                help: "Send redirects to /app and /login to this front end; else the scenario's, else a page of our "
                    + "own.")
        case .webhookSecret:
            Row(
                value: .text("S"),
                help:
                    "Check Stripe signatures with this secret (serve), or sign with it (conform); else the scenario's, else "
                    + "whsec_test.",
                commands: [.serve, .conform])
        case .watch:
            Row(
                value: .onOff,
                help:
                    "Look for changed scenario files once a second, and read them again. Worlds made or reset afterwards use "
                    + "them; a running world keeps the scenario it began with.")
        case .exitWithStdin:
            Row(value: .onOff, help: "Stop when standard input ends, as it does when the parent program dies.")
        case .journal:
            Row(
                value: .integer("N", 1...10_000_000), fallback: "10000",
                help: "Keep this many exchanges for each world.")
        case .maxWorlds:
            Row(
                value: .integer("N", 1...10_000_000), fallback: "10000",
                help: "Keep at most this many worlds, and refuse to make more.")
        case .maxConnections:
            Row(
                value: .integer("N", 1...1_000_000), fallback: "10000",
                help: "Accept at most this many connections at a time.")
        case .adminToken:
            Row(
                value: .token,
                help: "Require Authorization: Bearer TOKEN on control calls; conform and report send it.",
                commands: [.serve, .conform, .report])
        case .log:
            Row(
                value: .choice(["text", "json", "off"]), fallback: "text",
                help: "Log each exchange to standard error as text or as JSON lines, or not at all.")
        case .minCoverage:
            Row(
                value: .integer("N", 0...100),
                help: "Exit with 1 if the report's coverage is below this percentage.", commands: [.report])
        case .session:
            Row(
                value: .session,
                help: "Ask with this session: the value of the sid cookie of an account that exists for this purpose.",
                commands: [.conform])
        case .readOnly:
            Row(value: .onOff, help: "Send only requests that change nothing.", commands: [.conform])
        case .depth:
            Row(
                value: .integer("N", 1...3), fallback: "2",
                help: "Let at most this many things go wrong in one run.", commands: [.explore])
        case .everyPoint:
            Row(
                value: .onOff, help: "Also try calls that equal an earlier one in operation and subject.",
                commands: [.explore])
        case .jobs:
            Row(
                value: .integer("N", 1...1000),
                help: "Run this many clients at a time; else four for each core, since clients mostly wait.",
                commands: [.explore])
        case .budget:
            Row(
                value: .duration("TIME"),
                help: "End after this time with what is known by then, and say what was not tried.",
                commands: [.explore])
        case .timeout:
            Row(
                value: .duration("TIME"), fallback: "30s",
                help: "End a client that takes longer than this: it hangs.", commands: [.explore])
        case .retryAfter:
            Row(
                value: .integer("SECONDS", 0...3600), fallback: "1",
                help: "Have errors that tell the client to wait say this many seconds.", commands: [.explore])
        case .crashCodes:
            Row(
                value: .exitCodes, fallback: "128-255",
                help: "Take these exit codes of the client for a crash.", commands: [.explore])
        case .strict:
            Row(
                value: .onOff, help: "Count it as a problem when a client gives up after one failure that may pass.",
                commands: [.explore])
        case .urlVariable:
            Row(
                value: .variable, help: "Give the client the API's URL in this variable, too.", isRepeatable: true,
                commands: [.explore])
        case .out:
            Row(
                value: .path("FOLDER"), fallback: "explore-out",
                help:
                    "Write the report, and the files of each problem, into this folder. One that holds anything but an "
                    + "older report is never touched.",
                commands: [.explore])
        case .replay:
            Row(
                value: .path("FILE"),
                help: "Run the client once more against the file of one problem, and show the conversation.",
                commands: [.explore])
        case .format:
            Row(
                value: .choice(["text", "json", "markdown", "junit"]), fallback: "text",
                help: "Print in this format; each command's own page says which ones it knows.",
                commands: Command.allCases.filter { !$0.row.formats.isEmpty })
        }
    }
}
