import OutletContract
package import OutletWire

/// How a fault's connection fails.
extension ScenarioReader {
    /// Reads `connection`; nil if nothing goes wrong with it.
    mutating func ending(_ fault: JSONNode, at path: String) -> Delivery.Ending? {
        guard let node = fault["connection"] else { return nil }
        if let word = node.text { return Delivery.Ending(word: word) }
        guard node.members != nil else { return nil }
        let forms = KeyTable.connection.rows.map(\.name)
        let path = KeyChecker.path(path, "connection")
        guard let form = theOne(of: forms, in: node, at: path, what: "such a connection") else { return nil }
        let offset = node[form]?.whole.flatMap { UInt32(exactly: $0) }
        switch form {
        case "truncateAt": return offset.map { .truncate(at: $0) }
        case "stallAt": return offset.map { .stall(at: $0) }
        default: return node[form]?.span.map { .last(afterMilliseconds: $0.milliseconds) }
        }
    }

    /// Reports keys that have no effect on a connection with this ending.
    mutating func reportEndingConflicts(_ ending: Delivery.Ending?, _ fault: JSONNode, at path: String) {
        guard let ending, let word = ending.word, let connection = fault.member("connection") else { return }
        if !ending.sendsResponse {
            for name in ["error", "respond", "answer"] where fault.has(name) {
                let message = "`\(name)` would never arrive on a connection that ends with `\(word)`; keep one of them"
                report(.conflict, at: connection, in: path, message)
            }
            for name in ["bodyDelay", "drip"] where name == "bodyDelay" || ending != .garbage {
                guard let member = fault.member(name) else { continue }
                let message =
                    "nothing of the answer leaves on a connection that ends with `\(word)`; leave `\(name)` out"
                report(.conflict, at: member, in: path, message)
            }
        }
        guard ending == .early else { return }
        if let commit = fault.member("commit"), commit.node.flag == true {
            let message = "`early` ends the connection before the operation can run; leave `commit` out, or use `reset`"
            report(.conflict, at: commit, in: path, message)
        }
        let keys = (fault["when"]?.members ?? []).map { (KeyChecker.path(path, "when"), $0, $0.key) }
        let counted = fault.member("per").flatMap { per in per.node.text.map { (path, per, $0) } }
        for (path, member, key) in keys + (counted.map { [$0] } ?? []) {
            guard case .body? = FaultSubject(key) else { continue }
            let message = "`early` ends the connection before the body arrives, so it cannot ask `\(key)`; use `reset`"
            report(.conflict, at: member, in: path, message)
        }
    }
}

extension Delivery.Ending {
    /// In the order in which messages list them.
    private static let all: [Delivery.Ending] = [
        .reset, .close, .hang, .early, .truncate(), .stall(), .badChunk, .last(), .garbage,
    ]

    /// The words for them in scenarios.
    static let words = all.compactMap(\.word)

    /// The ending that a word means by itself.
    init?(word: String) {
        guard let ending = Delivery.Ending.all.first(where: { $0.word == word }) else { return nil }
        self = ending
    }

    /// The word for it in scenarios, without its parameters; nil for a connection on which nothing goes wrong.
    package var word: String? {
        switch self {
        case .complete: nil
        case .reset: "reset"
        case .close: "close"
        case .hang: "hang"
        case .early: "early"
        case .truncate: "truncate"
        case .stall: "stall"
        case .badChunk: "badChunk"
        case .last: "last"
        case .garbage: "garbage"
        }
    }
}
