package import OutletWire

extension JSON {
    /// The value on one line, as written by hand in a scenario file: `{ email: "ada@example.com", "body.x": 3 }`.
    package var relaxedText: String {
        switch self {
        case .object(let object) where object.members.isEmpty: "{}"
        case .object(let object):
            "{ " + object.members.map { "\(JSON.relaxedKey($0)): \($1.relaxedText)" }.joined(separator: ", ") + " }"
        case .array(let elements): "[" + elements.map(\.relaxedText).joined(separator: ", ") + "]"
        default: text
        }
    }

    private static func relaxedKey(_ key: String) -> String {
        let isName = key.utf8.allSatisfy { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
        return isName && !key.isEmpty ? key : JSON.string(key).text
    }
}
