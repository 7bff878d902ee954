import OutletContract
import OutletWire

/// What others do to a world: `set` and `event`.
extension ScenarioReader {
    /// Reads `set` and `event` of a node; nil if it has neither.
    ///
    /// - Parameter hasCaller: whether a call triggers the change, so that `caller` is known.
    mutating func worldChange(_ node: JSONNode, at path: String, hasCaller: Bool) -> WorldChange? {
        guard node.has("set") || node.has("event") else { return nil }
        let setPath = KeyChecker.path(path, "set")
        let set = node["set"].map { dials($0, at: setPath, hasCaller: hasCaller) }
        if let set = node["set"], set.members?.isEmpty == true {
            let keys = Phrase.listed(KeyTable.dials.rows.map(\.name))
            report(.noEffect, at: set, setPath, "this sets nothing; give it \(keys)")
        }
        let eventPath = KeyChecker.path(path, "event")
        let events = node["event"].map { self.events($0, at: eventPath, hasCaller: hasCaller) }
        return WorldChange(dials: set, events: events ?? [])
    }

    /// Reads the value of `set`, or of `PATCH given`.
    mutating func dials(_ node: JSONNode, at path: String, hasCaller: Bool) -> Dials {
        var dials = Dials(given: given(node, at: path, isWhole: false), balances: [], prices: [:])
        for member in node["balanceCents"]?.members ?? [] {
            let accountPath = KeyChecker.path(KeyChecker.path(path, "balanceCents"), member.key)
            let key = JSONNode(.string(member.key), offset: member.keyOffset)
            guard let account = account(key, at: accountPath, hasCaller: hasCaller), let balance = member.node.cents
            else {
                continue
            }
            dials.balances.append(Dials.Balance(account: account, balance: balance))
        }
        for member in node["prices"]?.members ?? [] {
            if let family = Family(rawValue: member.key) { dials.prices[family] = member.node.cents }
        }
        return dials
    }

    /// Reads the value of `event`: one event or a list.
    mutating func events(_ node: JSONNode, at path: String, hasCaller: Bool) -> [WorldChange.Event] {
        let isList = node.elements != nil
        return node.oneOrMore.enumerated().compactMap { index, node in
            event(node, at: isList ? "\(path)[\(index)]" : path, hasCaller: hasCaller)
        }
    }

    /// Reads a name, or an object that narrows the event.
    private mutating func event(_ node: JSONNode, at path: String, hasCaller: Bool) -> WorldChange.Event? {
        guard let event = (node["name"] ?? node).word(OutsideEvent.self) else { return nil }
        for narrowing in OutsideEvent.Narrowing.allCases where !event.narrowings.contains(narrowing) {
            guard let member = node.member(narrowing.rawValue) else { continue }
            let able = Phrase.listed(event.narrowings.map { "`\($0.rawValue)`" })
            let message = "`\(event.rawValue)` takes no `\(narrowing.rawValue)`; it takes \(able)"
            report(.misplacedKey, at: member, in: path, message)
        }
        let user = node["user"].flatMap { account($0, at: KeyChecker.path(path, "user"), hasCaller: hasCaller) }
        return WorldChange.Event(
            event: event, account: user, family: node["family"]?.word(Family.self),
            region: node["region"]?.word(Region.self))
    }

    private mutating func account(_ node: JSONNode, at path: String, hasCaller: Bool) -> WorldChange.Account? {
        guard let text = node.text, let account = WorldChange.Account(text) else { return nil }
        if account == .caller, !hasCaller {
            let message = "`caller` is who makes a fault's call, and nobody calls here; name a user"
            report(.badAddress, at: node, path, message)
        }
        if case .user = account { checkUser(text, at: node, path) }
        return account
    }
}

extension Dials {
    /// Reads the body of `PATCH given`.
    package static func read(_ bytes: [UInt8], source: String = "given") throws(ProblemList) -> Dials {
        try ScenarioReader.read(bytes, source: source) { reader, node in
            reader.checker.check(node, .object(.dials), at: "")
            return reader.dials(node, at: "", hasCaller: false)
        }
    }
}

extension WorldChange {
    /// Reads the body of `POST events`, a value of `event`.
    package static func readEvents(_ bytes: [UInt8], source: String = "events") throws(ProblemList) -> WorldChange {
        try ScenarioReader.read(bytes, source: source) { reader, node in
            reader.checker.check(node, .events, at: "")
            return WorldChange(events: reader.events(node, at: "", hasCaller: false))
        }
    }
}
