import OutletContract
import OutletWire

extension ScenarioReader {
    /// Reads all faults of a file, gives an id to those without, and checks them together.
    mutating func faults(_ nodes: [JSONNode]) -> [Fault] {
        var ids = explicitIDs(nodes)
        var faults: [Fault] = []
        for (index, node) in nodes.enumerated() {
            if let fault = fault(node, at: "faults[\(index)]", ids: &ids) { faults.append(fault) }
        }
        reportShadows(faults, nodes)
        return faults
    }

    /// Reads a single fault.
    mutating func postedFault(_ node: JSONNode, takenIDs: Set<String>) -> Fault? {
        checker.check(node, .object(.fault), at: "")
        if let id = node["id"], let text = id.text, takenIDs.contains(text) {
            report(.duplicateID, at: id, "id", "there is already a fault `\(text)`; choose another id")
        }
        var ids = takenIDs
        return fault(node, at: "", ids: &ids)
    }

    private mutating func explicitIDs(_ nodes: [JSONNode]) -> Set<String> {
        var owners: [String: Int] = [:]
        for (index, node) in nodes.enumerated() {
            guard let id = node["id"], let text = id.text else { continue }
            if let owner = owners[text] {
                let message = "the id `\(text)` is already that of faults[\(owner)]; choose another"
                report(.duplicateID, at: id, "faults[\(index)].id", message)
            } else {
                owners[text] = index
            }
        }
        return Set(owners.keys)
    }

    mutating func fault(_ node: JSONNode, at path: String, ids: inout Set<String>) -> Fault? {
        guard node.members != nil else { return nil }
        let selectors = (node["on"]?.oneOrMore ?? []).compactMap { $0.text.flatMap(OperationSelector.init) }
        let operations = operations(selectors, of: node, at: path)
        let answer = answer(node, at: path)
        let delay = self.delay(node, "delay", at: path)
        let bodyDelay = self.delay(node, "bodyDelay", at: path)
        let change = worldChange(node, at: path, hasCaller: true)
        if answer == nil, !checker.sink.isBroken(path), !KeyTable.passingEffects.contains(where: node.has) {
            let effects = Phrase.listed(["error", "respond", "answer", "connection"] + KeyTable.passingEffects)
            report(.noEffect, at: node, path, "this fault does nothing; give it \(effects)")
        }
        var counter = counter(node, at: path)
        counter.per = countedSubject(node, operations: operations, at: path)
        let random = [("delay", delay), ("bodyDelay", bodyDelay)].first { $0.1?.isRandom == true }
        checkID(node, at: path, randomDelay: random?.0)
        let id = node["id"]?.text ?? defaultID(selectors, node, taken: &ids)
        return Fault(
            id: id, selectors: selectors, operations: operations,
            conditions: conditions(node["when"], operations: operations, at: KeyChecker.path(path, "when")),
            phases: (node["phase"]?.oneOrMore ?? []).compactMap(\.text), window: window(node, at: path),
            counter: counter, change: change,
            staleness: staleness(node, operations: operations, at: path), answer: answer, delay: delay,
            bodyDelay: bodyDelay, dripBytesPerSecond: node["drip"]?["bytesPerSecond"]?.whole, goto: node["goto"]?.text,
            document: ScenarioReader.document(node, id: id), location: location(node, path))
    }

    /// Reads `stale`, which only shows in calls that run and change nothing.
    private mutating func staleness(_ node: JSONNode, operations: Set<Operation>, at path: String) -> Span? {
        guard let stale = node.member("stale"), let span = stale.node.span else { return nil }
        if !operations.isEmpty, !operations.contains(where: \.isPlainRead) {
            let message = "`stale` shows in calls that only read, and none of these does"
            report(.misplacedKey, at: stale, in: path, message)
        }
        if let answer = ["error", "respond"].first(where: node.has) {
            let message = "`\(answer)` answers in the operation's place, so nothing stale is seen; keep one of them"
            report(.conflict, at: stale, in: path, message)
        }
        return span
    }

    /// The operations of the selectors that can send the fault's error; all with `force`.
    private mutating func operations(
        _ selectors: [OperationSelector], of node: JSONNode, at path: String
    ) -> Set<Operation> {
        let named = Set(selectors.flatMap(\.operations))
        guard let error = node["error"], let code = error.word(ErrorCode.self), node["force"]?.flag != true else {
            return named
        }
        let able = named.filter { $0.canSend(code) }
        if able.isEmpty, !named.isEmpty {
            let who = Phrase.listed(selectors.map { "`\($0.word)`" }, last: "and")
            let senders = Phrase.listed(Operation.sending(code).map(\.wireName), last: "and")
            let message =
                "\(who) cannot send `\(code.wireName)`; it comes from \(senders) (`force: true` sends it all the same)"
            report(.cannotSend, at: error, KeyChecker.path(path, "error"), message)
        }
        return able
    }

    private func defaultID(_ selectors: [OperationSelector], _ node: JSONNode, taken: inout Set<String>) -> String {
        let first = selectors.first?.word ?? "fault"
        let on = selectors.count > 3 ? "\(first)+\(selectors.count - 1)" : selectors.map(\.word).joined(separator: "+")
        let effect =
            node["error"]?.text ?? (node.has("respond") ? "respond" : nil) ?? node["connection"]?.text
            ?? node["connection"]?.members?.first?.key
            ?? (["answer"] + KeyTable.passingEffects).first(where: node.has) ?? "nothing"
        let base = "\(on.isEmpty ? first : on):\(effect)"
        var id = base
        var ordinal = 2
        while taken.contains(id) {
            id = "\(base)#\(ordinal)"
            ordinal += 1
        }
        taken.insert(id)
        return id
    }

    private static func document(_ node: JSONNode, id: String) -> JSON {
        guard let object = node.json.object, object["id"] == nil else { return node.json }
        return .object(JSONObject([("id", .string(id))] + object.members))
    }

    /// Reports a fault if, for each of its operations, an earlier fault answers every call.
    private mutating func reportShadows(_ faults: [Fault], _ nodes: [JSONNode]) {
        guard faults.count == nodes.count else { return }
        var coverers: [Operation: String] = [:]
        for (fault, node) in zip(faults, nodes) where !checker.sink.isBroken(fault.location.path) {
            let shadows = Set(fault.operations.compactMap { coverers[$0] })
            let isShadowed = !fault.operations.isEmpty && fault.operations.allSatisfy { coverers[$0] != nil }
            if isShadowed {
                let who = Phrase.listed(shadows.sorted().map { "`\($0)`" }, last: "and")
                let verb = shadows.count == 1 ? "answers" : "answer"
                let message = "this fault can never fire: \(who) above it \(verb) every call that it matches"
                report(.shadowed, at: node, fault.location.path, message)
            }
            guard fault.isUnconditional else { continue }
            for operation in fault.operations where coverers[operation] == nil { coverers[operation] = fault.id }
        }
    }
}
