import OutletContract
import OutletEngine

/// Reads arguments and variables into an invocation, guided only by the table of options.
struct CommandLineReader {
    /// The action that a command line asks for.
    enum Action {
        case run(Invocation)
        case manual(Command?)
        case reference(ReferenceTopic)
        case version
    }

    private var operands: [String] = []
    /// The words after `--`.
    private var client: [String] = []
    private var flags: [(option: Option, text: String)] = []
    private var wantsManual = false
    private var wantsVersion = false

    static func read(
        _ arguments: [String], environment: [String: String], isPath: (String) -> Bool = Files.exists
    ) throws(UsageError) -> Action {
        var reader = CommandLineReader()
        try reader.sort(arguments)
        return try reader.action(environment: environment, isPath: isPath)
    }

    /// Separates flags from operands. The command is not known yet.
    private mutating func sort(_ arguments: [String]) throws(UsageError) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--":
                if operands.first == Command.explore.rawValue { client += rest } else { operands += rest }
                return
            case "--help", "-h": wantsManual = true
            case "--version", "-V": wantsVersion = true
            case _ where argument.hasPrefix("-") && argument != "-": try takeFlag(argument, rest: &rest)
            default: operands.append(argument)
            }
        }
    }

    private mutating func takeFlag(_ argument: String, rest: inout ArraySlice<String>) throws(UsageError) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let option = Option.allCases.first(where: { $0.flag == parts[0] }) else {
            let flags = Option.allCases.map(\.flag) + ["--help", "--version"]
            throw .unknown("option", parts[0], among: flags, command: operands.first.flatMap(Command.init))
        }
        if parts.count == 2 {
            flags.append((option, parts[1]))
        } else if option.row.value == .onOff {
            flags.append((option, "true"))
        } else if let text = rest.popFirst() {
            if CommandLineReader.isFlag(text) {
                throw UsageError(
                    "\(option.flag) needs a value, and \(text) is a flag; should it be the value, write "
                        + "\(option.flag)=\(text)", command: option.row.commands.first)
            }
            flags.append((option, text))
        } else {
            throw UsageError("\(option.flag) needs a value: \(option.usage)", command: option.row.commands.first)
        }
    }

    private static func isFlag(_ text: String) -> Bool {
        let name = String(text.prefix { $0 != "=" })
        return ["--help", "--version"].contains(name) || Option.allCases.contains { $0.flag == name }
    }

    private mutating func action(
        environment: [String: String], isPath: (String) -> Bool
    ) throws(UsageError) -> Action {
        if wantsVersion { return .version }
        if operands.first == "help" { return try CommandLineReader.help(on: operands.dropFirst().first) }
        let command = try takeCommand(isPath: isPath)
        if wantsManual { return .manual(command) }
        guard let command = command ?? (operands.isEmpty ? .serve : nil) else { return .manual(nil) }
        try checkOperands(of: command)
        var invocation = Invocation(command: command, operands: operands, settings: [:], client: client)
        try addFlags(to: &invocation)
        try addVariables(environment, to: &invocation)
        return .run(invocation)
    }

    private static func help(on word: String?) throws(UsageError) -> Action {
        guard let word else { return .manual(nil) }
        if let topic = ReferenceTopic(rawValue: word) { return .reference(topic) }
        guard let command = Command(rawValue: word) else {
            throw .unknown("command or topic", word, among: Completion.helpWords)
        }
        return .manual(command)
    }

    /// Takes the command from the first operand, which may also be a path to serve; nil if there is none.
    private mutating func takeCommand(isPath: (String) -> Bool) throws(UsageError) -> Command? {
        guard let word = operands.first else { return nil }
        if let command = Command(rawValue: word) {
            operands.removeFirst()
            return command
        }
        if word.contains("/") || word.contains(".") || isPath(word) { return .serve }
        throw .unknown("command", word, among: Command.allCases.map(\.rawValue) + ["help"])
    }

    private func checkOperands(of command: Command) throws(UsageError) {
        let allowed = command.row.operandCount
        if operands.count < allowed.lowerBound {
            throw UsageError("\(command.rawValue) needs \(command.row.operands)", command: command)
        }
        if operands.count > allowed.upperBound {
            let extra = operands[allowed.upperBound]
            throw UsageError("\(command.rawValue) does not know what to do with \(extra)", command: command)
        }
    }

    private func addFlags(to invocation: inout Invocation) throws(UsageError) {
        let command = invocation.command
        for (option, text) in flags {
            guard option.row.commands.contains(command) else {
                let owners = option.row.commands.map(\.rawValue).joined(separator: ", ")
                throw UsageError("\(option.flag) belongs to \(owners), not to \(command.rawValue)", command: command)
            }
            try check(option, text, named: option.flag, in: command)
            if option.row.isRepeatable {
                invocation.settings[option, default: []].append(text)
            } else {
                invocation.settings[option] = [text]
            }
        }
    }

    /// Adds variables for flags that were not given. Empty ones are ignored, except a server's token: a missing secret
    /// must not open a control plane that was meant to be closed.
    private func addVariables(
        _ environment: [String: String], to invocation: inout Invocation
    ) throws(UsageError) {
        let command = invocation.command
        for option in Option.taken(by: command) where invocation.settings[option] == nil {
            guard let text = environment[option.variable],
                !text.isEmpty || (option == .adminToken && command == .serve),
                !CommandLineReader.isServiceLink(text, for: option)
            else { continue }
            let words = option.row.isRepeatable ? CommandLineReader.words(text) : [text]
            for word in words { try check(option, word, named: option.variable, in: command) }
            invocation.settings[option] = words
        }
        invocation.warnings = CommandLineReader.misspelt(environment)
    }

    /// Whether Kubernetes or a linked container set the variable: for a service called `gpuoutlet-mock` they set
    /// `GPUOUTLET_MOCK_PORT=tcp://10.0.0.1:4429`, which says nothing about this server.
    private static func isServiceLink(_ text: String, for option: Option) -> Bool {
        option == .port && ["tcp://", "udp://"].contains { text.hasPrefix($0) }
    }

    /// Warnings for variables that look like ours but are not. Others with our prefix may belong to other programs.
    private static func misspelt(_ environment: [String: String]) -> [String] {
        let known = Option.allCases.map(\.variable)
        let endings = known.map { String($0.dropFirst(Option.variablePrefix.count)) }
        return environment.keys.sorted().compactMap { name in
            guard name.hasPrefix(Option.variablePrefix), !known.contains(name), name != ClientCommand.addressVariable
            else { return nil }
            let ending = String(name.dropFirst(Option.variablePrefix.count))
            return Spelling.nearest(to: ending, among: endings).map { nearest in
                "no option reads the variable \(name); did you mean \(Option.variablePrefix)\(nearest)?"
            }
        }
    }

    private func check(
        _ option: Option, _ text: String, named name: String, in command: Command
    ) throws(UsageError) {
        if let problem = option.value(in: command).problem(with: text) {
            throw UsageError("\(name) \(problem); it says '\(text)'", command: command)
        }
    }

    private static func words(_ text: String) -> [String] {
        text.split(separator: ",").map { word in
            String(word.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }
}
