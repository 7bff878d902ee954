import OutletContract
import OutletWire

/// Reads a scenario in two steps. `KeyChecker` checks the tree against the key tables; then values are built from it,
/// with the checks that no table can express: faults that can never fire, errors that an operation cannot send,
/// references to other parts of the file. Problems are collected throughout; a value is returned only if there are
/// none.
struct ScenarioReader {
    var checker: KeyChecker
    /// The addresses that `user` and `as` may name; nil if unknown.
    var knownUsers: [String]?
    /// The offset of the last location. Most lookups go forward, so together they take about one pass.
    private var swept = 0
    private var sweptPosition = TextPosition(line: 1, column: 1)

    init(bytes: [UInt8], source: String) {
        checker = KeyChecker(sink: ProblemSink(source: source, bytes: bytes))
    }

    mutating func report(
        _ kind: ProblemKind, at node: JSONNode, _ path: String, _ message: String, suggestion: String? = nil
    ) {
        checker.sink.report(kind, at: node.offset, path, message, suggestion: suggestion)
    }

    /// Reports a member at its key.
    mutating func report(
        _ kind: ProblemKind, at member: JSONNode.Member, in path: String, _ message: String, suggestion: String? = nil
    ) {
        let path = KeyChecker.path(path, member.key)
        checker.sink.report(kind, at: member.keyOffset, path, message, suggestion: suggestion)
    }

    mutating func location(_ node: JSONNode, _ path: String) -> SourceLocation {
        if node.offset < swept {
            swept = 0
            sweptPosition = TextPosition(line: 1, column: 1)
        }
        sweptPosition.advance(from: &swept, to: node.offset, in: checker.sink.bytes)
        return SourceLocation(path: path, position: sweptPosition)
    }

    /// Parses the text or reports a syntax error.
    mutating func parse(maximumBytes: Int) -> JSONNode? {
        do throws(JSONSyntaxError) {
            return try JSONNode.parse(checker.sink.bytes, dialect: .relaxed, maximumBytes: maximumBytes)
        } catch {
            checker.sink.report(.syntax, at: error.offset, "", error.message)
            return nil
        }
    }
}

extension ScenarioReader {
    /// Reads a whole document. `defaultName` is used if it has no name.
    mutating func scenario(_ node: JSONNode, defaultName: String) -> Scenario {
        checker.check(node, .object(.scenario), at: "")
        var scenario = Scenario(name: name(node, defaultName: defaultName))
        scenario.why = node["why"]?.text ?? ""
        scenario.seed = node["seed"]?.whole
        if let clock = node["clock"] { scenario.clock = self.clock(clock) }
        if let given = node["given"] { scenario.given = self.given(given, at: "given") }
        knownUsers = userNames(in: node)
        scenario.faults = faults(node["faults"]?.elements ?? [])
        if let timeline = node["timeline"] { scenario.timeline = self.timeline(timeline) }
        scenario.expectations = list(node["expect"], "expect") { $0.expectation($1, at: $2) }
        scenario.example = list(node["example"], "example") { $0.exampleStep($1, at: $2) }
        reportUnheardPhases(in: node)
        scenario.document = node.json
        return scenario
    }

    /// Reads the elements of a list, if any, and skips those that cannot be read.
    mutating func list<Element>(
        _ node: JSONNode?, _ path: String, _ read: (inout ScenarioReader, JSONNode, String) -> Element?
    ) -> [Element] {
        var elements: [Element] = []
        for (index, node) in (node?.elements ?? []).enumerated() {
            if let element = read(&self, node, "\(path)[\(index)]") { elements.append(element) }
        }
        return elements
    }

    private mutating func name(_ node: JSONNode, defaultName: String) -> String {
        let name = node["scenario"]?.text ?? defaultName
        if name == "default" {
            let message = "`default` is what worlds without a name are called; give the scenario another name"
            report(.reservedName, at: node["scenario"] ?? node, "scenario", message)
        } else if node["scenario"] == nil, node.members != nil,
            let complaint = TextForm.scenarioName.complaint(about: name)
        {
            let message = "the file's name is not a scenario name: \(complaint); name it with the key `scenario`"
            report(.badForm, at: node, "scenario", message)
        }
        return name
    }

    private mutating func clock(_ node: JSONNode) -> ScenarioClock {
        let mode = node["mode"]?.word(ScenarioClock.Mode.self)
        if mode == .live, let step = node.member("step") {
            report(.misplacedKey, at: step, in: "clock", "`step` moves a virtual clock; this one is live")
        }
        for key in ["speed", "waits"] {
            guard mode == .virtual, let member = node.member(key) else { continue }
            report(.misplacedKey, at: member, in: "clock", "`\(key)` is a live clock's; this one is virtual")
        }
        return ScenarioClock(
            mode: mode, start: node["start"]?.text.flatMap(Instant.init(iso8601:)), speed: node["speed"]?.number,
            step: node["step"]?.span, waits: node["waits"]?.word(ScenarioClock.Waits.self))
    }

    /// The addresses that the rest of the file may name.
    private func userNames(in node: JSONNode) -> [String] {
        guard let users = node["given"]?["users"]?.elements else { return Given.defaultUsers.map(\.email.text) }
        return users.compactMap { $0["email"]?.text }.map { EmailAddress($0)?.text ?? $0 }
    }

    /// Reports an address that no user of the file has.
    mutating func checkUser(_ address: String, at node: JSONNode, _ path: String) {
        guard let knownUsers, let email = EmailAddress(address), !knownUsers.contains(email.text) else { return }
        let nearest = Spelling.nearest(to: email.text, among: knownUsers)
        let known = knownUsers.isEmpty ? "nobody" : Phrase.listed(Array(knownUsers.prefix(12)), last: "and")
        let rest = nearest == nil ? "; known are \(known); others must be in given.users" : ""
        let message = "unknown user \(TextForm.quoted(address))\(rest)"
        report(.unknownUser, at: node, path, message, suggestion: nearest)
    }
}
