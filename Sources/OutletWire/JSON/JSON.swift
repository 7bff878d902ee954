/// A JSON value whose members keep their order, so that the same value is always the same bytes.
///
/// Source: RFC 8259. Numbers that are whole and fit an `Int` are `.integer`; every other number keeps the literal
/// it was written with, so that reading and writing it again changes nothing.
package enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    /// A number that is no `Int`, as its RFC 8259 literal (`2.80`, `1e-3`).
    case decimal(String)
    case string(String)
    case array([JSON])
    case object(JSONObject)
}

extension JSON {
    package var string: String? {
        if case .string(let text) = self { return text }
        return nil
    }

    package var integer: Int? {
        if case .integer(let number) = self { return number }
        return nil
    }

    /// The number as a binary fraction, whichever way it was written.
    package var double: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .decimal(let literal): Double(literal)
        default: nil
        }
    }

    package var bool: Bool? {
        if case .bool(let flag) = self { return flag }
        return nil
    }

    package var array: [JSON]? {
        if case .array(let elements) = self { return elements }
        return nil
    }

    package var object: JSONObject? {
        if case .object(let members) = self { return members }
        return nil
    }

    /// The member of an object, or nil where this is no object or has no such member.
    package subscript(_ key: String) -> JSON? { object?[key] }

    /// What JSON calls this kind of value, for messages that people read.
    package var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .integer: "a whole number"
        case .decimal: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }

    /// What a message says was found where another kind is wanted: the kind, or a number with decimals as it stands, of
    /// which "a number" would say too little.
    package var told: String {
        guard case .decimal(let literal) = self else { return kind }
        return literal.utf8.count <= 40 ? literal : String(literal.prefix(39)) + "…"
    }

    /// A number that is finite: whole ones as such, others by the shortest literal that reads back the same.
    package static func number(_ value: Double) -> JSON {
        Int(exactly: value).map(JSON.integer) ?? .decimal("\(value)")
    }

    /// A string, or null where there is none.
    package static func optional(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }

    /// A whole number, or null where there is none.
    package static func optional(_ number: Int?) -> JSON { number.map(JSON.integer) ?? .null }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSON)...) { self = .object(JSONObject(elements)) }
    package init(nilLiteral: ()) { self = .null }
}
