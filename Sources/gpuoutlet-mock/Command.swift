import OutletContract

/// The things that the program can be asked to do. The first is what it does when none is named.
enum Command: String, CaseIterable, Sendable {
    case serve
    case check
    case explain
    case scenarios
    case errors
    case operations
    case openapi
    case schema
    case conform
    case report
    case health
    case completion

    struct Row: Sendable {
        /// What stands behind the command's name, as the manual writes it.
        var operands: String
        var operandCount: ClosedRange<Int>
        var summary: String
        /// Paragraphs for the command's own page.
        var description: [String]
        /// What `--format` takes here, the default first; empty where there is no such option.
        var formats: [String] = []
        var examples: [Example]
        /// What the command can end with.
        var exitCodes: [ExitCode] = [.ok, .usage]
    }

    /// A command line, and what it is good for.
    struct Example: Hashable, Sendable {
        var line: String
        var purpose: String

        init(_ line: String, _ purpose: String) {
            self.line = "\(Product.name) \(line)"
            self.purpose = purpose
        }
    }

    var synopsis: String {
        let name = self == .serve ? "[serve]" : rawValue
        let options = Option.taken(by: self).isEmpty ? "" : "[OPTION...]"
        return [name, options, row.operands].filter { !$0.isEmpty }.joined(separator: " ")
    }

    var row: Row {
        switch self {
        case .serve:
            Row(
                operands: "[SCENARIO...]", operandCount: 0...Int.max,
                summary: "Serve the API, healthy or broken as the scenarios say.",
                description: [
                    "A SCENARIO is a scenario file or a folder of them, which is read recursively; *.schema.json is "
                        + "skipped. The default scenario is the one that --default names, else the first SCENARIO "
                        + "that is a file, else the built-in healthy one. A folder never sets it.",
                    "When the server is ready it writes one line to standard output, and never another. Logs go to "
                        + "standard error.",
                    "SIGTERM and SIGINT stop it in order: it accepts no more, cuts hangs, drips, waits and streams, "
                        + "lets real work finish for at most 5 seconds, and exits 0. A second one ends it at once "
                        + "with 128 plus the signal's number. SIGHUP reads the scenario files again; a file that does "
                        + "not load leaves its old definition in force.",
                ],
                examples: [
                    Example("serve scenarios", "Serve a folder of scenarios; each world picks its own by its name."),
                    Example(
                        "serve --port 0 --port-file port.txt scenarios/provider-pool-empty.json",
                        "Run one scenario on a free port, and tell a script which."),
                    Example(
                        "serve --clock virtual --seed 7 --watch scenarios --default chaos-drill",
                        "Let time move only when told, and read the files again when they change."),
                    Example(
                        "serve --host 0.0.0.0 --log json --admin-token secret scenarios",
                        "Serve a team, with the control plane closed and logs for a machine."),
                ],
                exitCodes: [.ok, .usage, .cannot])
        case .check:
            Row(
                operands: "PATH...", operandCount: 1...Int.max,
                summary: "Validate scenario files and replay their examples.",
                description: [
                    "Every problem of every file is named with file:line:column, the dotted path, what is wrong and "
                        + "the nearest legal word. A file without problems has its example replayed in process "
                        + "under a virtual clock."
                ],
                formats: ["text", "json"],
                examples: [
                    Example("check scenarios", "Refuse a pull request that breaks a scenario."),
                    Example("check --format json drill.json", "Hand an editor the places of the problems."),
                ],
                exitCodes: [.ok, .failed, .usage])
        case .explain:
            Row(
                operands: "SCENARIO", operandCount: 1...1,
                summary: "Say in plain words what a scenario will do, fault by fault.",
                description: ["SCENARIO is a scenario file, or the name of one that every build brings along."],
                examples: [
                    Example("explain provider-pool-empty", "See what a shipped scenario does."),
                    Example("explain scenarios/chaos-drill.json", "See what a drill will do before it is run."),
                ])
        case .scenarios:
            Row(
                operands: "[PATH...]", operandCount: 0...Int.max,
                summary: "List the scenarios with their why: the shipped ones, and those of files.",
                description: [
                    "Without a PATH the folder ./scenarios is listed, if there is one. A file wins over the shipped "
                        + "scenario of its name."
                ],
                examples: [Example("scenarios scenarios", "Find the story that a test needs.")])
        case .errors:
            Row(
                operands: "[CODE]", operandCount: 0...1,
                summary: "Print the contract's error codes, or one of them.",
                description: [
                    "Each with its status, when it is sent and what a client should do; of one also its message, who "
                        + "sends it and how to meet it."
                ],
                formats: ["text", "json", "markdown"],
                examples: [
                    Example("errors rate_limited", "Read all about one."),
                    Example("errors", "Look up what a client should do about a code."),
                ])
        case .operations:
            Row(
                operands: "", operandCount: 0...0,
                summary: "Print the contract's operations.",
                description: ["Each with its id, method and path, and the error codes that it can send."],
                formats: ["text", "json", "markdown"],
                examples: [Example("operations --format markdown", "Write the table for a page.")])
        case .openapi:
            Row(
                operands: "", operandCount: 0...0,
                summary: "Print the OpenAPI 3.1 document.",
                description: ["The same document is served at /__admin/openapi.json."],
                examples: [Example("openapi > openapi.json", "Feed a client generator or a fuzzer.")])
        case .schema:
            Row(
                operands: "", operandCount: 0...0,
                summary: "Print the JSON Schema of a scenario file.",
                description: [
                    "A scenario file that names it in $schema is completed and checked by every editor that knows "
                        + "JSON Schema."
                ],
                examples: [
                    Example("schema > scenarios/scenario.schema.json", "Let editors complete a folder of scenarios.")
                ])
        case .conform:
            Row(
                operands: "URL", operandCount: 1...1,
                summary: "Run the contract's own suite against any server that claims the contract.",
                description: [
                    "URL is the server's base without /v1, and may end in /@world. Each operation that drifted is "
                        + "named with what the contract says and what came, and what could not be asked is listed.",
                    "At this double the suite signs up an account of its own, reads its code from the outbox, moves "
                        + "the world's clock and plays Stripe, and puts the world's state back at the end. Where the "
                        + "clock is virtual it counts to the second.",
                    "At any other server it asks under --session. Under a session that it did not make it neither "
                        + "rents nor pays nor signs out: it sends what has to be refused, reads lists, and adds and "
                        + "removes one SSH key. With --read-only it sends GET and HEAD alone. Without --session it asks "
                        + "what needs none.",
                    "Where the request budget runs out it waits as Retry-After says.",
                ],
                formats: ["text", "json"],
                examples: [
                    Example("conform http://localhost:4429/@conform", "Hold a double to the contract."),
                    Example(
                        "conform --read-only --session SID https://gpuoutlet.ai",
                        "Ask the real thing whether it drifted, and change nothing there."),
                ],
                exitCodes: [.ok, .usage, .drift, .cannot])
        case .report:
            Row(
                operands: "URL...", operandCount: 1...Int.max,
                summary: "Print running servers' joined report: verdicts, coverage and leaks.",
                description: [
                    "A URL may end in /@world to report on that world alone. A failed verdict, or coverage below "
                        + "--min-coverage, exits 1."
                ],
                formats: ["text", "json", "junit"],
                examples: [
                    Example("report http://localhost:4429/@drill", "Read what one world's client did."),
                    Example(
                        "report --min-coverage 80 --format junit http://localhost:4429 > report.xml",
                        "Make a gate of it in CI."),
                ],
                exitCodes: [.ok, .failed, .usage, .cannot])
        case .health:
            Row(
                operands: "[URL]", operandCount: 0...1,
                summary: "Exit 0 if a server is ready.",
                description: [
                    "For a container's HEALTHCHECK. Without a URL it asks the host and port that serve would use, "
                        + "from the same options and variables."
                ],
                examples: [
                    Example("health", "Ask the server of this machine, or of this container."),
                    Example("health http://localhost:4429", "Ask one by its address."),
                ],
                exitCodes: [.ok, .failed, .usage, .cannot])
        case .completion:
            Row(
                operands: "bash|zsh", operandCount: 1...1,
                summary: "Print a completion script for a shell.",
                description: [
                    "For bash, put source <(gpuoutlet-mock completion bash) into ~/.bashrc. For zsh, put source "
                        + "<(gpuoutlet-mock completion zsh) into ~/.zshrc behind compinit, or keep the script as "
                        + "_gpuoutlet-mock in a folder of fpath.",
                    "Commands, flags and the words that a flag takes are completed, scenario files, and behind "
                        + "--default the names that 'gpuoutlet-mock scenarios' lists.",
                ],
                examples: [
                    Example("completion bash >> ~/.bash_completion", "For bash, where bash-completion is installed."),
                    Example("completion zsh > ~/.zfunc/_gpuoutlet-mock", "For zsh, with ~/.zfunc in fpath."),
                ])
        }
    }
}
