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
        var examples: [String]
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
                    "gpuoutlet-mock serve scenarios",
                    "gpuoutlet-mock serve --port 0 --port-file port.txt scenarios/provider-pool-empty.json",
                    "gpuoutlet-mock serve --clock virtual --seed 7 --watch scenarios --default chaos-drill",
                ])
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
                examples: ["gpuoutlet-mock check scenarios"])
        case .explain:
            Row(
                operands: "SCENARIO", operandCount: 1...1,
                summary: "Say in plain words what a scenario will do, fault by fault.",
                description: ["SCENARIO is a scenario file, or healthy for the built-in scenario."],
                examples: ["gpuoutlet-mock explain scenarios/chaos-drill.json"])
        case .scenarios:
            Row(
                operands: "[PATH...]", operandCount: 0...Int.max,
                summary: "List scenario files with their why.",
                description: ["Without a PATH the folder ./scenarios is listed, if there is one."],
                examples: ["gpuoutlet-mock scenarios scenarios"])
        case .errors:
            Row(
                operands: "", operandCount: 0...0,
                summary: "Print the contract's error codes.",
                description: ["Each with its status, its message, when it is sent and what a client should do."],
                formats: ["text", "json", "markdown"],
                examples: ["gpuoutlet-mock errors"])
        case .operations:
            Row(
                operands: "", operandCount: 0...0,
                summary: "Print the contract's operations.",
                description: ["Each with its id, method and path, and the error codes that it can send."],
                formats: ["text", "json", "markdown"],
                examples: ["gpuoutlet-mock operations --format markdown"])
        case .openapi:
            Row(
                operands: "", operandCount: 0...0,
                summary: "Print the OpenAPI 3.1 document.",
                description: ["The same document is served at /__admin/openapi.json."],
                examples: ["gpuoutlet-mock openapi > openapi.json"])
        case .schema:
            Row(
                operands: "", operandCount: 0...0,
                summary: "Print the JSON Schema of a scenario file.",
                description: [
                    "A scenario file that names it in $schema is completed and checked by every editor that knows "
                        + "JSON Schema."
                ],
                examples: ["gpuoutlet-mock schema > scenarios/scenario.schema.json"])
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
                    "gpuoutlet-mock conform http://localhost:4429/@conform",
                    "gpuoutlet-mock conform --read-only --session SID https://gpuoutlet.ai",
                ])
        case .report:
            Row(
                operands: "URL...", operandCount: 1...Int.max,
                summary: "Print running servers' joined report: verdicts, coverage and leaks.",
                description: [
                    "A URL may end in /@world to report on that world alone. A failed verdict, or coverage below "
                        + "--min-coverage, exits 1."
                ],
                formats: ["text", "json", "junit"],
                examples: ["gpuoutlet-mock report --min-coverage 80 http://localhost:4429"])
        case .health:
            Row(
                operands: "[URL]", operandCount: 0...1,
                summary: "Exit 0 if a server is ready.",
                description: [
                    "For a container's HEALTHCHECK. Without a URL it asks the host and port that serve would use, "
                        + "from the same options and variables."
                ],
                examples: ["gpuoutlet-mock health", "gpuoutlet-mock health http://localhost:4429"])
        case .completion:
            Row(
                operands: "bash|zsh", operandCount: 1...1,
                summary: "Print a completion script for a shell.",
                description: ["Load it from the shell's start-up file."],
                examples: ["source <(gpuoutlet-mock completion bash)"])
        }
    }
}
