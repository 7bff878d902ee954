import OutletContract
import OutletExplorer

/// The commands of the program. The first is the default.
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
    case explore
    case health
    case completion

    struct Row: Sendable {
        /// What follows the command's name, as the manual writes it.
        var operands: String
        var operandCount: ClosedRange<Int>
        var summary: String
        /// Paragraphs for the command's own page.
        var description: [String]
        /// The values of `--format`, the default first; empty if the command has no such option.
        var formats: [String] = []
        var examples: [Example]
        /// The possible exit codes of the command.
        var exitCodes: [ExitCode] = [.ok, .usage]
    }

    /// A command line and its purpose.
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
                    "SIGTERM and SIGINT stop it in order: it accepts nothing new, cuts hangs, drips, waits and streams, "
                        + "lets real work finish for at most 5 seconds, and exits with 0. A second one ends it at once "
                        + "with 128 plus the signal's number. SIGHUP reads the scenario files again; a file that does "
                        + "not load leaves its old definition in force.",
                ],
                examples: [
                    Example("serve scenarios", "Serve a folder of scenarios; each world picks its own by its name."),
                    Example(
                        "serve --port 0 --port-file port.txt scenarios/provider-pool-empty.json",
                        "Run one scenario on a free port, and tell a script which port."),
                    Example(
                        "serve --clock virtual --seed 7 --watch scenarios --default chaos-drill",
                        "Let time move only when told, and read the files again when they change."),
                    Example(
                        "serve --host 0.0.0.0 --log json --admin-token secret scenarios",
                        "Serve a team: the control plane behind a token, logs for a machine."),
                ],
                exitCodes: [.ok, .usage, .cannot])
        case .check:
            Row(
                operands: "PATH...", operandCount: 1...Int.max,
                summary: "Validate scenario files and replay their examples.",
                description: [
                    "Names every problem of every file with file:line:column, the dotted path, what is wrong and "
                        + "the nearest legal word. If a file has no problems, its example is replayed under a virtual "
                        + "clock, without a network."
                ],
                formats: ["text", "json"],
                examples: [
                    Example("check scenarios", "Fail a pull request that breaks a scenario."),
                    Example("check --format json drill.json", "Give an editor the positions of the problems."),
                ],
                exitCodes: [.ok, .failed, .usage])
        case .explain:
            Row(
                operands: "SCENARIO", operandCount: 1...1,
                summary: "Say in plain words what a scenario will do, fault by fault.",
                description: ["SCENARIO is a scenario file, or the name of one that ships with every build."],
                examples: [
                    Example("explain provider-pool-empty", "See what a shipped scenario does."),
                    Example("explain scenarios/chaos-drill.json", "See what a drill will do before you run it."),
                ])
        case .scenarios:
            Row(
                operands: "[PATH...]", operandCount: 0...Int.max,
                summary: "List the scenarios and why you would run each: the shipped ones, and those in files.",
                description: [
                    "Without a PATH it lists the folder ./scenarios, if there is one. A file wins over the shipped "
                        + "scenario of the same name."
                ],
                examples: [Example("scenarios scenarios", "Find the scenario that a test needs.")])
        case .errors:
            Row(
                operands: "[CODE]", operandCount: 0...1,
                summary: "Print the API's error codes, or all about one of them.",
                description: [
                    "Each with its status, when it is sent and what a client should do. For one code also its message, "
                        + "which operations send it, and how to provoke it."
                ],
                formats: ["text", "json", "markdown"],
                examples: [
                    Example("errors rate_limited", "Read all about one of them."),
                    Example("errors", "Look up what a client should do about a code."),
                ])
        case .operations:
            Row(
                operands: "", operandCount: 0...0,
                summary: "Print the API's operations.",
                description: ["Each with its id, method, path and the error codes it can send."],
                formats: ["text", "json", "markdown"],
                examples: [Example("operations --format markdown", "Make a table for a page.")])
        case .openapi:
            Row(
                operands: "", operandCount: 0...0,
                summary: "Print the API as an OpenAPI 3.1 document.",
                description: ["The same document is served at /__admin/openapi.json."],
                examples: [Example("openapi > openapi.json", "Feed a client generator or a fuzzer.")])
        case .schema:
            Row(
                operands: "", operandCount: 0...0,
                summary: "Print the JSON Schema of a scenario file.",
                description: [
                    "Every editor that knows JSON Schema completes and checks a scenario file that names it in "
                        + "$schema."
                ],
                examples: [
                    Example(
                        "schema > scenarios/scenario.schema.json", "Let editors complete the scenarios of a folder.")
                ])
        case .conform:
            Row(
                operands: "URL", operandCount: 1...1,
                summary: "Check a server against the contract, operation by operation.",
                description: [
                    "URL is the server's base without /v1, and may end in /@world. It names each operation that "
                        + "drifted, with what the contract says and what came, and lists what it could not ask.",
                    "On a double like this one it signs up an account of its own, reads the code from the outbox, moves "
                        + "the world's clock, plays Stripe, and restores the world's state at the end. Under a "
                        + "virtual clock it checks amounts to the second.",
                    "On any other server it asks with --session. There it neither rents, pays nor signs out: it sends "
                        + "requests that must be refused, reads lists, and adds and removes one SSH key. With "
                        + "--read-only it sends only GET and HEAD. Without --session it asks only what needs no "
                        + "session.",
                    "When the request budget runs out, it waits as long as Retry-After says.",
                ],
                formats: ["text", "json"],
                examples: [
                    Example("conform http://localhost:4429/@conform", "Check a double."),
                    Example(
                        "conform --read-only --session SID https://gpuoutlet.ai",
                        "Check the real API, and change nothing there."),
                ],
                exitCodes: [.ok, .usage, .drift, .cannot])
        case .report:
            Row(
                operands: "URL...", operandCount: 1...Int.max,
                summary: "Print the joined report of running servers: drills, verdicts, coverage and leaks.",
                description: [
                    "A URL may end in /@world to report on that world alone. It exits with 1 if a verdict or a drill "
                        + "failed, if more was left behind than a scenario expects or coverage is below "
                        + "--min-coverage, and with 5 if nothing failed but a drill was inconclusive.",
                    "html is one file to keep and to print, markdown a comment on a pull request.",
                ],
                formats: ["text", "json", "junit", "html", "markdown"],
                examples: [
                    Example("report http://localhost:4429/@drill", "Read what one world's client did."),
                    Example(
                        "report --min-coverage 80 --format junit http://localhost:4429 > report.xml",
                        "Fail the build in CI."),
                    Example(
                        "report --format html http://localhost:4429/@drill > report.html", "Keep how a drill went."),
                ],
                exitCodes: [.ok, .failed, .usage, .cannot, .inconclusive])
        case .explore:
            Row(
                operands: "[SCENARIO] -- COMMAND [ARG...]", operandCount: 0...1,
                summary: "Run a client again and again, each time with something else that goes wrong.",
                description: [
                    "SCENARIO, a file or the name of one that ships with every build, is the world to start from; "
                        + "without one, healthy. COMMAND runs the client under test. It finds its world in "
                        + "GPUOUTLET_API_URL (with /v1), GPUOUTLET_MOCK_URL (without it) and GPUOUTLET_SESSION, the sid "
                        + "of the scenario's first user; {url} in an ARG stands for the API's URL.",
                    "First COMMAND runs twice while all is well. It has to exit with 0, make the same calls both times, "
                        + "and leave nothing undone. Each of its calls is then a point at which something goes wrong: an "
                        + "error that may pass, a lost, unreadable or slow answer, or what somebody else does just "
                        + "before. Each run has a world of its own and is judged by what is so at its end: whether the "
                        + "client hung, crashed, claimed a success that was none, did something twice, or left "
                        + "something behind.",
                    "Likely and quick failures come first. These runs are left out, and counted in the report: "
                        + PruningRule.allCases.map(\.text).joined(separator: "; ") + ".",
                    "The report is written into the folder --out: report.html, report.json, and for each problem a "
                        + "scenario file that shows it again (--replay) and a log. A client is ended with all that it "
                        + "started, by SIGTERM, and by SIGKILL 2 seconds later. SIGINT ends the search in this way, and "
                        + "reports what is known.",
                ],
                formats: ["text", "json", "junit"],
                examples: [
                    Example("explore -- python3 client.py", "Find out what a client does when things go wrong."),
                    Example(
                        "explore --budget 5m --format junit scenarios/last-gpu.json -- node client.mjs",
                        "Search for five minutes in CI, from a world of your own."),
                    Example(
                        "explore --replay explore-out/does-it-twice-createRental.json -- python3 client.py",
                        "See what one problem is about, call by call."),
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
                    Example("health", "Ask the server on this machine, or in this container."),
                    Example("health http://localhost:4429", "Ask one by its address."),
                ],
                exitCodes: [.ok, .failed, .usage, .cannot])
        case .completion:
            Row(
                operands: "bash|zsh", operandCount: 1...1,
                summary: "Print a completion script for a shell.",
                description: [
                    "For bash, put source <(gpuoutlet-mock completion bash) into ~/.bashrc. For zsh, put source "
                        + "<(gpuoutlet-mock completion zsh) into ~/.zshrc after compinit, or save the script as "
                        + "_gpuoutlet-mock in a folder that is in fpath.",
                    "It completes commands, flags, the words that a flag takes, scenario files, and after --default "
                        + "the names that 'gpuoutlet-mock scenarios' lists.",
                ],
                examples: [
                    Example("completion bash >> ~/.bash_completion", "For bash, where bash-completion is installed."),
                    Example("completion zsh > ~/.zfunc/_gpuoutlet-mock", "For zsh, with ~/.zfunc in fpath."),
                ])
        }
    }
}
