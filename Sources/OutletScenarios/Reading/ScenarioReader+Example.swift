import OutletContract
import OutletWire

extension ScenarioReader {
    /// Reads one step of `example`.
    mutating func exampleStep(_ node: JSONNode, at path: String) -> ExampleStep? {
        guard node.members != nil else { return nil }
        let forms = ["send", "advance", "phase", "given", "event", "pay", "decline", "cancel"]
        guard let form = theOne(of: forms, in: node, at: path, what: "a step") else { return nil }
        for name in ["as", "headers", "body", "answers"] where form != "send" {
            guard let member = node.member(name) else { continue }
            report(.misplacedKey, at: member, in: path, "`\(name)` goes with `send`")
        }
        guard let action = action(form, node, at: path) else { return nil }
        return ExampleStep(action: action, location: location(node, path))
    }

    private mutating func action(_ form: String, _ node: JSONNode, at path: String) -> ExampleStep.Action? {
        switch form {
        case "send": return call(node, at: path).map { .send($0) }
        case "advance": return node["advance"]?.span.map { .advance($0) }
        case "phase": return node["phase"]?.text.map { .movePhase($0) }
        case "given":
            return node["given"].map { given in
                _ = dials(given, at: KeyChecker.path(path, "given"), hasCaller: false)
                return .turn(given.json)
            }
        case "event":
            return node["event"].map { event in
                _ = events(event, at: KeyChecker.path(path, "event"), hasCaller: false)
                return .happen(event.json)
            }
        default: return ExampleStep.CheckoutOutcome(rawValue: form).map { .settleCheckout($0) }
        }
    }

    private mutating func call(_ node: JSONNode, at path: String) -> ExampleStep.Call? {
        if let user = node["as"], let address = user.text {
            checkUser(address, at: user, KeyChecker.path(path, "as"))
        }
        let answers = node["answers"].flatMap { answer($0, toExampleAt: KeyChecker.path(path, "answers")) }
        guard let line = node["send"]?.text.flatMap(RequestLineText.init) else { return nil }
        return ExampleStep.Call(
            method: line.method, target: line.target, user: node["as"]?.text.flatMap(EmailAddress.init),
            headers: plainHeaders(node["headers"]), body: node["body"]?.json, answers: answers)
    }

    private mutating func answer(_ node: JSONNode, toExampleAt path: String) -> ExampleStep.Answer? {
        guard let members = node.members else { return nil }
        if let connection = node.member("connection"), members.count > 1 {
            report(.conflict, at: connection, in: path, "a connection that fails brings no other answer; keep one")
        }
        return ExampleStep.Answer(
            status: node["status"]?.whole, error: node["error"]?.word(ErrorCode.self),
            headers: plainHeaders(node["headers"]), body: node["body"]?.json,
            connection: node["connection"]?.text, location: location(node, path))
    }

    private func plainHeaders(_ node: JSONNode?) -> [HeaderField] {
        (node?.members ?? []).compactMap { member in member.node.text.map { HeaderField(member.key, $0) } }
    }
}
