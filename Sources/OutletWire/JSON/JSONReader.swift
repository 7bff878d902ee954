/// Reads a text as one JSON value in a single pass, in one of two dialects.
///
/// Each byte is visited a bounded number of times, nesting is bounded, and any input gives a value or a
/// `JSONSyntaxError`. The error for a missing comma points at the next token, because that is where the author looks.
struct JSONReader {
    let bytes: [UInt8]
    let dialect: JSONDialect
    /// Whether to record `offsets`: one entry for each value and each key, in text order.
    let isLocating: Bool
    var offsets: [Int] = []
    var index = 0

    /// Deep enough for all our documents, shallow enough for any thread's stack.
    static let maximumDepth = 64
    /// Up to this size, an object is scanned for duplicate keys; larger ones use a set.
    private static let smallObjectCount = 16

    init(_ bytes: [UInt8], dialect: JSONDialect, isLocating: Bool = false) {
        self.bytes = bytes
        self.dialect = dialect
        self.isLocating = isLocating
    }

    mutating func readDocument(maximumBytes: Int) throws(JSONSyntaxError) -> JSON {
        guard bytes.count <= maximumBytes else {
            throw error(
                .textTooLong, at: 0, "the text has \(Counted(bytes.count, "byte")), at most \(maximumBytes) are allowed"
            )
        }
        try refuseWideText()
        try skipByteOrderMark()
        try skipGap()
        guard index < bytes.count else {
            throw error(.emptyText, at: index, "there is no JSON value here; the smallest document is {}")
        }
        let value = try readValue(depth: 0)
        try skipGap()
        if index < bytes.count {
            let message = "the document has ended here, but \(found(at: index)) follows; remove it\(advice(at: index))"
            throw error(.trailingText, at: index, message)
        }
        return value
    }

    private mutating func readValue(depth: Int) throws(JSONSyntaxError) -> JSON {
        if isLocating { offsets.append(index) }
        switch try byte(orEndBefore: "a value") {
        case UInt8(ascii: "{"):
            return try readObject(depth: depth + 1)
        case UInt8(ascii: "["):
            return try readArray(depth: depth + 1)
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            return .string(try readString())
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
            return try readNumber()
        case let byte where byte.startsWord:
            return try readWord()
        case UInt8(ascii: ","):
            throw error(.extraComma, at: index, "a value is missing before this comma; remove the comma")
        default:
            throw error(
                .unexpectedCharacter, at: index, "expected a value, found \(found(at: index))\(advice(at: index))")
        }
    }

    private mutating func readArray(depth: Int) throws(JSONSyntaxError) -> JSON {
        let opening = index
        try enter(depth: depth)
        var elements: [JSON] = []
        while try !closes(with: UInt8(ascii: "]"), opening: opening, isFirst: elements.isEmpty) {
            elements.append(try readValue(depth: depth))
        }
        return .array(elements)
    }

    private mutating func readObject(depth: Int) throws(JSONSyntaxError) -> JSON {
        let opening = index
        try enter(depth: depth)
        var object = JSONObject(capacity: 4)
        var keys: Set<ExactText> = []
        while try !closes(with: UInt8(ascii: "}"), opening: opening, isFirst: object.isEmpty) {
            let keyOffset = index
            if isLocating { offsets.append(keyOffset) }
            let key = try readKey()
            let isTaken =
                object.members.count < Self.smallObjectCount ? object.contains(key) : keys.contains(ExactText(key))
            if isTaken {
                let message = "this object already has a member `\(key.prefix(60))`; keep one of the two"
                throw error(.duplicateKey, at: keyOffset, message)
            }
            try readColon(after: key)
            object.append(key, try readValue(depth: depth))
            if object.members.count == Self.smallObjectCount {
                keys = Set(object.keys.map(ExactText.init))
            } else if object.members.count > Self.smallObjectCount {
                keys.insert(ExactText(key))
            }
        }
        return .object(object)
    }

    private mutating func enter(depth: Int) throws(JSONSyntaxError) {
        if depth > Self.maximumDepth {
            let message = "nested more than \(Self.maximumDepth) levels deep; make the document flatter"
            throw error(.nestedTooDeep, at: index, message)
        }
        index += 1
    }

    /// Moves from one element to the next. Returns true if it consumed the closing bracket; otherwise it consumed the
    /// comma, if one was due, and `index` is at the next element's first byte.
    private mutating func closes(
        with closing: UInt8, opening: Int, isFirst: Bool
    ) throws(JSONSyntaxError) -> Bool {
        try skipGap()
        guard index < bytes.count else { throw unclosed(opening) }
        if bytes[index] == closing {
            index += 1
            return true
        }
        if bytes[index] == UInt8(ascii: "]") || bytes[index] == UInt8(ascii: "}") {
            let name = Character(Unicode.Scalar(closing))
            let message =
                "`\(character(at: index))` cannot close the `\(character(at: opening))` of "
                + "\(position(of: opening)); write `\(name)`"
            throw error(.mismatchedBracket, at: index, message)
        }
        if isFirst { return false }
        guard bytes[index] == UInt8(ascii: ",") else {
            throw error(
                .missingComma, at: index, "expected a comma before \(found(at: index))\(advice(at: index))")
        }
        let comma = index
        index += 1
        try skipGap()
        guard index < bytes.count else { throw unclosed(opening) }
        if bytes[index] == closing {
            guard dialect == .relaxed else {
                throw error(.extraComma, at: comma, "a comma before the closing bracket; remove it")
            }
            index += 1
            return true
        }
        return false
    }

    private mutating func readKey() throws(JSONSyntaxError) -> String {
        let start = index
        let byte = bytes[index]
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return try readString() }
        if byte == UInt8(ascii: ",") {
            throw error(.extraComma, at: index, "a member is missing before this comma; remove the comma")
        }
        guard byte.startsWord else {
            throw error(
                .badKey, at: start, "expected a member's name, found \(found(at: start))\(advice(at: start))")
        }
        while index < bytes.count, bytes[index].continuesWord { index += 1 }
        let word = String(decoding: bytes[start..<index], as: UTF8.self)
        guard dialect == .relaxed else {
            throw error(.badKey, at: start, "a member's name needs double quotes; write \"\(word.prefix(60))\"")
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: "-") {
            throw error(.badKey, at: start, "a name with a hyphen needs quotes; put the whole name in quotes")
        }
        return word
    }

    private mutating func readColon(after key: String) throws(JSONSyntaxError) {
        try skipGap()
        guard try byte(orEndBefore: "a colon") == UInt8(ascii: ":") else {
            let message =
                "expected a colon after the name `\(key.prefix(60))`, found \(found(at: index))\(advice(at: index))"
            throw error(.missingColon, at: index, message)
        }
        index += 1
        try skipGap()
    }

    private mutating func readWord() throws(JSONSyntaxError) -> JSON {
        let start = index
        while index < bytes.count, bytes[index].continuesWord { index += 1 }
        let word = String(decoding: bytes[start..<index], as: UTF8.self)
        switch word {
        case "true": return true
        case "false": return false
        case "null": return .null
        default:
            let message =
                "`\(word.prefix(60))` is not a JSON value; text needs quotes, and the words are true, false and null"
            throw error(.unknownWord, at: start, message)
        }
    }

    private func unclosed(_ opening: Int) -> JSONSyntaxError {
        let message = "the text ends before the `\(character(at: opening))` of \(position(of: opening)) is closed"
        return error(.unexpectedEnd, at: bytes.count, message)
    }
}
