/// A JSON value that keeps the order of object members, so the same value always gives the same bytes.
///
/// Source: RFC 8259. Numbers written without a fraction or exponent that fit an `Int` are `.integer`; every other
/// number keeps its literal, so reading and writing it again changes nothing.
package enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    /// A number that is not an `.integer`, as its RFC 8259 literal (`2.80`, `1e-3`).
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

    /// The number as a `Double`, however it was written.
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

    /// The member with this key, or nil if there is none or this is not an object.
    package subscript(_ key: String) -> JSON? { object?[key] }

    /// The name of this kind of value, for messages that people read.
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

    /// How a message names a value of the wrong kind: by its kind, or by its literal if it is a `.decimal`, for which
    /// "a number" would say too little.
    package var told: String {
        guard case .decimal(let literal) = self else { return kind }
        return literal.utf8.count <= 40 ? literal : String(literal.prefix(39)) + "…"
    }

    /// A finite number: an `.integer` if it is whole and fits, otherwise the shortest literal that reads back the same.
    package static func number(_ value: Double) -> JSON {
        Int(exactly: value).map(JSON.integer) ?? .decimal("\(value)")
    }

    /// A string, or null for nil.
    package static func optional(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }

    /// A whole number, or null for nil.
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
