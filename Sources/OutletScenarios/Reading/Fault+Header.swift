package import OutletContract
package import OutletWire

/// Faults that come with the request itself: `X-Mock-Fault: rate_limited; retryAfter=7`, `delay=2s`, `connection=reset`,
/// `connection=truncateAt:100`, `event=pods-fail, keys-vanish`.
///
/// The header becomes the same located tree as a fault in a file and goes through the same reader. Semicolons separate
/// its parts, each `key=value`, a bare error code, or a bare `commit` or `force`.
extension Fault {
    /// The id of such a fault in headers and the journal.
    package static let headerID = "header"

    package static func readHeader(_ text: String, for operation: Operation) throws(ProblemList) -> Fault {
        var (reader, node) = try parts(of: text)
        let fault = reader.headerFault(node, on: operation)
        if let list = reader.checker.sink.list { throw list }
        // Always so: if there is no fault, the reader has reported why.
        guard let fault else { preconditionFailure("a header without problems is a fault") }
        return fault
    }

    /// A header as the members of a fault's document, for a fault that adds more: on which calls, how often. Checks
    /// that need the rest of the fault come later.
    package static func document(ofHeader text: String) throws(ProblemList) -> JSONObject {
        try parts(of: text).node.json.object ?? JSONObject()
    }

    private static func parts(of text: String) throws(ProblemList) -> (reader: ScenarioReader, node: JSONNode) {
        let bytes = Array(text.utf8)
        var reader = ScenarioReader(bytes: bytes, source: "X-Mock-Fault")
        var parts = HeaderParts(bytes: bytes)
        let node = parts.node(in: &reader)
        reader.checker.check(node, .object(.headerFault), at: "")
        if let list = reader.checker.sink.list { throw list }
        return (reader, node)
    }
}

extension KeyTable {
    /// The keys of a fault that a header can have.
    package static let headerFault = fault.only(
        [
            "error", "message", "retryAfter", "retryAfterAs", "force", "event", "stale", "connection", "commit",
            "delay", "bodyDelay", "drip",
        ], name: "headerFault",
        "A fault for one request.")
}

extension ScenarioReader {
    /// Gives the fault its id and its one operation, and checks it like any other.
    fileprivate mutating func headerFault(_ node: JSONNode, on operation: Operation) -> Fault? {
        if let stale = node.member("stale") {
            let message = "a world remembers how it was only for the faults that it has; add one with `stale`"
            report(.misplacedKey, at: stale, in: "", message)
        }
        let given = [("id", Fault.headerID), ("on", operation.wireName)].map { key, text in
            JSONNode.Member(key: key, keyOffset: node.offset, node: JSONNode(.string(text), offset: node.offset))
        }
        return postedFault(JSONNode(.object(given + (node.members ?? [])), offset: node.offset), takenIDs: [])
    }
}

/// The parts of the header as the members of a fault.
private struct HeaderParts {
    let bytes: [UInt8]
    private var members: [JSONNode.Member] = []

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func node(in reader: inout ScenarioReader) -> JSONNode {
        for part in bytes.indices.split(whereSeparator: { bytes[$0] == UInt8(ascii: ";") }) {
            let range = trimmed(part.startIndex..<part.endIndex)
            guard !range.isEmpty else { continue }
            let member = member(range)
            if members.contains(where: { $0.key == member.key }) {
                reader.report(.conflict, at: member, in: "", "`\(member.key)` is given twice; keep one")
            } else {
                members.append(member)
            }
        }
        return JSONNode(.object(members), offset: 0)
    }

    private func member(_ range: Range<Int>) -> JSONNode.Member {
        guard let equals = range.first(where: { bytes[$0] == UInt8(ascii: "=") }) else {
            let word = text(range)
            let isFlag = word == "commit" || word == "force"
            let node = JSONNode(isFlag ? .bool(true) : .string(word), offset: range.lowerBound)
            return JSONNode.Member(key: isFlag ? word : "error", keyOffset: range.lowerBound, node: node)
        }
        let key = text(trimmed(range.lowerBound..<equals))
        let range = trimmed((equals + 1)..<range.upperBound)
        var node = JSONNode(HeaderParts.value(text(range), for: key), offset: range.lowerBound)
        if key == "connection", let colon = range.first(where: { bytes[$0] == UInt8(ascii: ":") }) {
            node = JSONNode(.object([connectionMember(range, colon: colon)]), offset: range.lowerBound)
        }
        if key == "drip" {
            let rate = JSONNode.Member(key: "bytesPerSecond", keyOffset: range.lowerBound, node: node)
            node = JSONNode(.object([rate]), offset: range.lowerBound)
        }
        if key == "event", bytes[range].contains(UInt8(ascii: ",")) {
            node = JSONNode(.array(list(range)), offset: range.lowerBound)
        }
        return JSONNode.Member(key: key, keyOffset: range.lowerBound, node: node)
    }

    /// Words between commas.
    private func list(_ range: Range<Int>) -> [JSONNode] {
        let parts: [Range<Int>] = range.split { bytes[$0] == UInt8(ascii: ",") }
        return parts.map { part in
            let word = trimmed(part)
            return JSONNode(.string(text(word)), offset: word.lowerBound)
        }
    }

    /// `truncateAt:100`.
    private func connectionMember(_ range: Range<Int>, colon: Int) -> JSONNode.Member {
        let behind = trimmed((colon + 1)..<range.upperBound)
        let value = Int(text(behind)).map { JSONNode.Value.integer($0) } ?? .string(text(behind))
        return JSONNode.Member(
            key: text(trimmed(range.lowerBound..<colon)), keyOffset: range.lowerBound,
            node: JSONNode(value, offset: behind.lowerBound))
    }

    private static func value(_ text: String, for key: String) -> JSONNode.Value {
        switch (key, text) {
        case ("retryAfter", _), ("drip", _): Int(text).map { .integer($0) } ?? .string(text)
        case ("commit", "true"), ("force", "true"): .bool(true)
        case ("commit", "false"), ("force", "false"): .bool(false)
        default: .string(text)
        }
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        let isBlank = { (index: Int) in bytes[index] == 0x20 || bytes[index] == 0x09 }
        guard let first = range.first(where: { !isBlank($0) }), let last = range.last(where: { !isBlank($0) }) else {
            return range.upperBound..<range.upperBound
        }
        return first..<(last + 1)
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
