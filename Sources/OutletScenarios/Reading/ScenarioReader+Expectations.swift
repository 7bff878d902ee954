import OutletContract
import OutletWire

extension ScenarioReader {
    private static let forms = [
        "calls", "order", "verdict", "met", "leaks", "unmatched", "recovers", "succeeds", "delivered",
    ]
    /// Which keys go with which forms.
    private static let companions = [
        ("when", ["calls"]), ("status", ["calls"]), ("error", ["calls"]), ("during", ["calls"]), ("times", ["calls"]),
        ("atLeast", ["calls", "succeeds", "delivered"]), ("atMost", ["calls"]), ("within", ["recovers"]),
        ("from", ["succeeds"]), ("until", ["succeeds"]),
    ]

    /// Reads one clause of `expect`.
    mutating func expectation(_ node: JSONNode, at path: String) -> Expectation? {
        guard node.members != nil else { return nil }
        guard let form = theOne(of: ScenarioReader.forms, in: node, at: path, what: "an expectation") else {
            return nil
        }
        for (name, owners) in ScenarioReader.companions where !owners.contains(form) {
            guard let member = node.member(name) else { continue }
            let listed = Phrase.listed(owners.map { "`\($0)`" })
            report(.misplacedKey, at: member, in: path, "`\(name)` goes with \(listed)")
        }
        guard let clause = clause(form, node, at: path) else { return nil }
        return Expectation(clause: clause, location: location(node, path))
    }

    private mutating func clause(_ form: String, _ node: JSONNode, at path: String) -> Expectation.Clause? {
        switch form {
        case "calls":
            guard let count = count(node, at: path) else { return nil }
            guard let selector = selector(node, form) else { return nil }
            let conditions = conditions(
                node["when"], operations: Set(selector.operations), at: KeyChecker.path(path, "when"))
            return .calls(
                Expectation.Calls(
                    selector: selector, conditions: conditions, status: node["status"]?.whole,
                    error: node["error"]?.word(ErrorCode.self), phase: node["during"]?.text, count: count))
        case "recovers":
            guard let within = within(node, at: path), let selector = selector(node, form) else { return nil }
            return .recovers(selector, within: within)
        case "succeeds":
            let window = window(node, at: path)
            guard let share = share(node, at: path), let selector = selector(node, form) else { return nil }
            return .succeeds(Expectation.LogicalCalls(selector: selector, window: window), atLeast: share)
        case "delivered":
            guard let share = share(node, at: path), let selector = selector(node, form) else { return nil }
            return .delivered(selector, atLeast: share)
        case "order":
            return .order(words(node, "order", at: path) { $0.text.flatMap(OperationSelector.init) })
        case "met":
            return .met(words(node, "met", at: path) { $0.word(ErrorCode.self) })
        case "verdict":
            guard let name = node["verdict"]?.word(VerdictName.self) else { return nil }
            return .verdict(name)
        case "leaks":
            guard let most = node["leaks"]?.whole else { return nil }
            return .leaks(most)
        default:
            guard let most = node["unmatched"]?.whole else { return nil }
            return .unmatched(most)
        }
    }

    private func selector(_ node: JSONNode, _ key: String) -> OperationSelector? {
        node[key]?.text.flatMap(OperationSelector.init)
    }

    private mutating func within(_ node: JSONNode, at path: String) -> Span? {
        guard let within = node["within"] else {
            report(.missingKey, at: node, path, "the key `within` is missing, as in within: \"30s\"")
            return nil
        }
        guard let span = within.span else { return nil }
        if span == .zero {
            let message = "no answer comes within no time; give it a length, as in within: \"30s\""
            report(.emptyWindow, at: within, KeyChecker.path(path, "within"), message)
        }
        return span
    }

    /// The share that is enough.
    private mutating func share(_ node: JSONNode, at path: String) -> Double? {
        guard let atLeast = node["atLeast"] else {
            report(.missingKey, at: node, path, "the key `atLeast` is missing, as in atLeast: 0.95")
            return nil
        }
        guard let share = atLeast.number else { return nil }
        if share > 1 {
            let message = "\(atLeast.json.text) is out of range; expected a share from 0 to 1, such as 0.95"
            report(.outOfRange, at: atLeast, KeyChecker.path(path, "atLeast"), message)
        } else if share == 0 {
            let message = "this holds whatever the client does; expected a share above 0, such as 0.95"
            report(.alwaysHolds, at: atLeast, KeyChecker.path(path, "atLeast"), message)
        }
        return share
    }

    private mutating func words<Word>(
        _ node: JSONNode, _ name: String, at path: String, _ read: (JSONNode) -> Word?
    ) -> [Word] {
        guard let list = node[name], let elements = list.elements else { return [] }
        if elements.isEmpty {
            let message = "the list is empty; it needs at least one element"
            report(.emptyList, at: list, KeyChecker.path(path, name), message)
        }
        return elements.compactMap(read)
    }

    /// How many calls there should be: exactly `times`, or from `atLeast` to `atMost`; at least one if none is given.
    private mutating func count(_ node: JSONNode, at path: String) -> ClosedRange<Int>? {
        let atLeast = node["atLeast"]?.whole
        if let written = node["atLeast"], written.number != nil, atLeast == nil {
            let message = "expected a whole number of calls, found \(written.json.text)"
            report(.wrongType, at: written, KeyChecker.path(path, "atLeast"), message)
        }
        let atMost = node["atMost"]?.whole
        if let times = node["times"]?.whole {
            for name in ["atLeast", "atMost"] {
                guard let member = node.member(name) else { continue }
                report(.conflict, at: member, in: path, "`times` is exact already; keep it or `\(name)`")
            }
            return times...times
        }
        let low = atLeast ?? (atMost == nil ? 1 : 0)
        let high = atMost ?? Int.max
        guard low <= high else {
            report(.conflict, at: node, path, "`atLeast` \(low) is more than `atMost` \(high)")
            return nil
        }
        return low...high
    }

    /// Returns the one key of `names` that is present; reports none or several.
    mutating func theOne(of names: [String], in node: JSONNode, at path: String, what: String) -> String? {
        let present = (node.members ?? []).filter { names.contains($0.key) }
        guard let first = present.first else {
            if checker.sink.isBroken(path) { return nil }
            report(.missingKey, at: node, path, "\(what) needs one of \(Phrase.listed(names, last: "and"))")
            return nil
        }
        for second in present.dropFirst() {
            let message = "\(what) has one of these keys: keep `\(first.key)` or `\(second.key)`"
            report(.conflict, at: second, in: path, message)
        }
        return first.key
    }
}
