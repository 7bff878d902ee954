import OutletContract
import OutletWire

extension ScenarioReader {
    /// Reads what the fault answers; nil if it leaves the answer alone.
    mutating func answer(_ node: JSONNode, at path: String) -> FaultAnswer? {
        reportAnswerConflicts(node, at: path)
        let ending = ending(node, at: path)
        reportEndingConflicts(ending, node, at: path)
        let isCommitted = node["commit"]?.flag == true
        if let error = error(node, at: path) {
            return FaultAnswer(.error(error), ending: ending ?? .complete, runsOperation: isCommitted)
        }
        if let respond = node["respond"] {
            let response = response(respond, at: KeyChecker.path(path, "respond"))
            return FaultAnswer(.response(response), ending: ending ?? .complete, runsOperation: isCommitted)
        }
        if let change = node["answer"] {
            let change = answerChange(change, at: KeyChecker.path(path, "answer"))
            return FaultAnswer(.changedAnswer(change), ending: ending ?? .complete, runsOperation: true)
        }
        guard let ending else { return node.has("error") || node.has("connection") ? FaultAnswer(.ownAnswer) : nil }
        // Whatever is sent is part of the operation's own answer, so the operation runs.
        return FaultAnswer(.ownAnswer, ending: ending, runsOperation: isCommitted || ending.sendsResponse)
    }

    private mutating func reportAnswerConflicts(_ node: JSONNode, at path: String) {
        let companions = ["message", "details", "retryAfter", "retryAfterAs", "headers", "force"]
        for name in companions where !node.has("error") {
            guard let member = node.member(name) else { continue }
            report(.misplacedKey, at: member, in: path, "`\(name)` goes with `error`, which this fault does not have")
        }
        let answers = ["error", "respond", "answer"].filter(node.has)
        for key in answers.dropFirst() {
            guard let member = node.member(key) else { continue }
            report(.conflict, at: member, in: path, "`\(answers[0])` and `\(key)` are two answers; keep one of them")
        }
        if node.has("answer"), let commit = node.member("commit") {
            report(.misplacedKey, at: commit, in: path, "with `answer` the operation always runs; leave `commit` out")
        }
    }

    private mutating func error(_ node: JSONNode, at path: String) -> FaultAnswer.InjectedError? {
        guard let code = node["error"]?.word(ErrorCode.self) else { return nil }
        let details = (node["details"]?.members ?? []).compactMap { member in
            member.node.text.map { FieldProblem(member.key, $0) }
        }
        return FaultAnswer.InjectedError(
            code, message: node["message"]?.text, details: details, retryAfterSeconds: node["retryAfter"]?.whole,
            wait: wait(of: code, node, at: path),
            headers: headers(node["headers"], at: KeyChecker.path(path, "headers")))
    }

    /// Reads a `retryAfter` that varies or is sent as a date; nil otherwise.
    private mutating func wait(of code: ErrorCode, _ node: JSONNode, at path: String) -> RetryWait? {
        let isDate = node["retryAfterAs"]?.text == "date"
        let length =
            node["retryAfter"]?.text.flatMap(RetryWait.Length.init)
            ?? (node["retryAfter"]?.whole ?? code.row.retryAfterSeconds).map(RetryWait.Length.seconds)
        if length == .window, let retryAfter = node["retryAfter"], !node.has("until") {
            let message = "this fault's window never ends; give it `until`, or say another wait"
            report(.conflict, at: retryAfter, KeyChecker.path(path, "retryAfter"), message)
        }
        if length == nil, !node.has("retryAfter"), let form = node.member("retryAfterAs") {
            let message = "`\(code.wireName)` has no Retry-After by itself; give it `retryAfter`, too"
            report(.misplacedKey, at: form, in: path, message)
        }
        guard let length else { return nil }
        if case .seconds = length, !isDate { return nil }
        return RetryWait(length, isDate: isDate)
    }

    private mutating func response(_ node: JSONNode, at path: String) -> FaultAnswer.InjectedResponse {
        if node.has("body"), let text = node.member("text") {
            report(.conflict, at: text, in: path, "`body` and `text` are two bodies; keep one of them")
        }
        let body: FaultAnswer.InjectedResponse.Body =
            node["body"].map { .json($0.json) } ?? node["text"]?.text.map { .text($0) } ?? .none
        return FaultAnswer.InjectedResponse(
            status: node["status"]?.whole ?? 200,
            headers: headers(node["headers"], at: KeyChecker.path(path, "headers")), body: body)
    }

    private mutating func answerChange(_ node: JSONNode, at path: String) -> AnswerChange {
        if node.members?.isEmpty == true {
            let keys = Phrase.listed(KeyTable.answerChange.rows.map(\.name))
            report(.noEffect, at: node, path, "this changes nothing; give it \(keys)")
        }
        let paths = { (key: String) in (node[key]?.oneOrMore ?? []).compactMap { $0.text.flatMap(JSONPath.init) } }
        if let copies = node["repeat"]?.elements, copies.count > AnswerChange.mostRepeats {
            let message = "this repeats \(copies.count) paths; at most \(AnswerChange.mostRepeats) fit into an answer"
            report(.outOfRange, at: node["repeat"] ?? node, KeyChecker.path(path, "repeat"), message)
        }
        return AnswerChange(
            status: node["status"]?.whole, headers: headers(node["headers"], at: KeyChecker.path(path, "headers")),
            merge: node["merge"]?.json, drop: paths("drop"), duplicate: paths("repeat"))
    }

    /// Reads header overrides, but no framing: a wrong one would corrupt the answers that follow (RFC 9112 §6).
    private mutating func headers(_ node: JSONNode?, at path: String) -> [FaultAnswer.HeaderOverride] {
        let framing = ["content-length", "transfer-encoding", "connection"]
        var headers: [FaultAnswer.HeaderOverride] = []
        for member in node?.members ?? [] {
            if framing.contains(member.key.lowercased()) {
                let message =
                    "`\(member.key)` is set by the server; to break the framing use the fault's own `connection`"
                report(.reservedName, at: member, in: path, message)
            }
            headers.append(FaultAnswer.HeaderOverride(name: member.key, text: member.node.text))
        }
        return headers
    }
}
