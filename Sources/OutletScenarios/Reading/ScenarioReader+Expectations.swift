import OutletContract
import OutletWire

extension ScenarioReader {
    /// Reads one clause of `expect`.
    mutating func expectation(_ node: JSONNode, at path: String) -> Expectation? {
        guard node.members != nil else { return nil }
        let forms = ["calls", "order", "verdict", "met", "leaks", "unmatched"]
        guard let form = theOne(of: forms, in: node, at: path, what: "an expectation") else { return nil }
        let companions = ["when", "status", "error", "times", "atLeast", "atMost"]
        for name in companions where form != "calls" {
            guard let member = node.member(name) else { continue }
            report(.misplacedKey, at: member, in: path, "`\(name)` goes with `calls`")
        }
        guard let clause = clause(form, node, at: path) else { return nil }
        return Expectation(clause: clause, place: place(node, path))
    }

    private mutating func clause(_ form: String, _ node: JSONNode, at path: String) -> Expectation.Clause? {
        switch form {
        case "calls":
            guard let count = count(node, at: path) else { return nil }
            guard let selector = node["calls"]?.text.flatMap(OperationSelector.init) else { return nil }
            let conditions = conditions(
                node["when"], operations: Set(selector.operations), at: KeyChecker.path(path, "when"))
            return .calls(
                Expectation.Calls(
                    selector: selector, conditions: conditions, status: node["status"]?.whole,
                    error: node["error"]?.word(ErrorCode.self), count: count))
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

    /// How many calls there should be: exactly `times`, or from `atLeast` to `atMost`; at least one where nothing is
    /// said.
    private mutating func count(_ node: JSONNode, at path: String) -> ClosedRange<Int>? {
        let atLeast = node["atLeast"]?.whole
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

    /// The one key of `names` that is there; reports none and several.
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
