import OutletContract
import OutletWire

/// A field's type as JSON Schema 2020-12, which OpenAPI 3.1 uses.
extension FieldType {
    var schema: JSONObject {
        switch self {
        case .boolean: ["type": "boolean"]
        case .integer(let range): FieldType.integer(range)
        case .count(let counts): ["type": "integer", "enum": .array(counts.map(JSON.integer))]
        case .number(let above, let upTo):
            ["type": "number", "exclusiveMinimum": .number(above), "maximum": .number(upTo)]
        case .dollars: ["type": "number", "minimum": 0]
        case .text(let range): FieldType.text(range)
        case .choice(let words), .reference(let words):
            ["type": "string", "enum": .array(words.map(JSON.string))]
        case .email: ["type": "string", "pattern": .string(EmailAddress.pattern), "maxLength": 254]
        case .digits(let count): ["type": "string", "pattern": .string("^[0-9]{\(count)}$")]
        case .id(let kind): ["type": "string", "pattern": .string(kind.pattern)]
        case .instant: ["type": "string", "format": "date-time", "pattern": .string(FieldType.instantPattern)]
        case .url: ["type": "string", "format": "uri"]
        case .duration:
            ["type": ["string", "number"], "pattern": .string("^\(Span.durationPattern)$"), "minimum": 0]
        case .opaque, .cursor: ["type": "string", "minLength": 1]
        case .region: ["type": "string", "pattern": .string("^([A-Z]{2}|\(Region.areas.joined(separator: "|")))$")]
        case .list(let element): ["type": "array", "items": .object(element.schema)]
        case .object(let shape): shape.schemaOrReference
        }
    }

    /// The API writes whole seconds in UTC and nothing else.
    private static let instantPattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"

    private static func integer(_ range: ClosedRange<Int>?) -> JSONObject {
        var schema: JSONObject = ["type": "integer"]
        guard let range else { return schema }
        schema["minimum"] = .integer(range.lowerBound)
        if range.upperBound != .max { schema["maximum"] = .integer(range.upperBound) }
        return schema
    }

    private static func text(_ range: ClosedRange<Int>?) -> JSONObject {
        var schema: JSONObject = ["type": "string"]
        guard let range else { return schema }
        if range.lowerBound > 0 { schema["minLength"] = .integer(range.lowerBound) }
        schema["maxLength"] = .integer(range.upperBound)
        return schema
    }
}

extension JSON {
    /// A bound as a person writes it: `720` rather than `720.0`.
    fileprivate static func number(_ value: Double) -> JSON {
        value == value.rounded() ? .integer(Int(value)) : .decimal("\(value)")
    }
}
