/// A JSON value that knows its offset in the text, for readers whose errors point at the author's own line.
package struct JSONNode: Hashable, Sendable {
    package enum Value: Hashable, Sendable {
        case null
        case bool(Bool)
        case integer(Int)
        case decimal(String)
        case string(String)
        case array([JSONNode])
        case object([Member])
    }

    package struct Member: Hashable, Sendable {
        package var key: String
        package var keyOffset: Int
        package var node: JSONNode

        package init(key: String, keyOffset: Int, node: JSONNode) {
            self.key = key
            self.keyOffset = keyOffset
            self.node = node
        }
    }

    package var value: Value
    /// The offset of the value's first byte, from 0.
    package var offset: Int

    package init(_ value: Value, offset: Int) {
        self.value = value
        self.offset = offset
    }

    /// Reads a whole text as one value.
    package static func parse(
        _ bytes: [UInt8], dialect: JSONDialect = .strict, maximumBytes: Int = JSON.maximumBytes
    ) throws(JSONSyntaxError) -> JSONNode {
        var reader = JSONReader(bytes, dialect: dialect, isLocating: true)
        let value = try reader.readDocument(maximumBytes: maximumBytes)
        var offsets = reader.offsets[...]
        return JSONNode(locating: value, with: &offsets)
    }

    /// Pairs every value and key with its offset: the reader records them in text order, and this walks the value in
    /// the same order. So one reader serves both types, and plain JSON pays nothing for offsets.
    private init(locating json: JSON, with offsets: inout ArraySlice<Int>) {
        let offset = offsets.removeFirst()
        switch json {
        case .null: self.init(.null, offset: offset)
        case .bool(let flag): self.init(.bool(flag), offset: offset)
        case .integer(let number): self.init(.integer(number), offset: offset)
        case .decimal(let literal): self.init(.decimal(literal), offset: offset)
        case .string(let text): self.init(.string(text), offset: offset)
        case .array(let elements):
            let nodes = elements.map { JSONNode(locating: $0, with: &offsets) }
            self.init(.array(nodes), offset: offset)
        case .object(let object):
            let members = object.members.map { key, value in
                let keyOffset = offsets.removeFirst()
                let node = JSONNode(locating: value, with: &offsets)
                return Member(key: key, keyOffset: keyOffset, node: node)
            }
            self.init(.object(members), offset: offset)
        }
    }

    /// The value without its offsets.
    package var json: JSON {
        switch value {
        case .null: .null
        case .bool(let flag): .bool(flag)
        case .integer(let number): .integer(number)
        case .decimal(let literal): .decimal(literal)
        case .string(let text): .string(text)
        case .array(let nodes): .array(nodes.map(\.json))
        case .object(let members): .object(JSONObject(members.map { ($0.key, $0.node.json) }))
        }
    }

    package var members: [Member]? {
        if case .object(let members) = value { return members }
        return nil
    }

    package var elements: [JSONNode]? {
        if case .array(let elements) = value { return elements }
        return nil
    }

    /// The member with this key, or nil if there is none or this is not an object.
    package subscript(_ key: String) -> JSONNode? { members?.first { $0.key.isSpelled(like: key) }?.node }
}
