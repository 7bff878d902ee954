package import OutletWire

/// The scenario language as a JSON Schema (draft 2020-12), made from the same table of keys that the reader uses, so
/// that an editor completes and explains exactly what the reader takes.
package enum ScenarioSchema {
    package static var document: JSON {
        var schema: JSONObject = [
            "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A gpuoutlet-mock scenario",
        ]
        for (key, value) in object(.scenario).members { schema.append(key, value) }
        schema.append(
            "$defs",
            .object(JSONObject(KeyTable.scenario.withNested.dropFirst().map { ($0.name, .object(object($0))) })))
        return .object(schema)
    }

    /// The schema for `event`, self-contained.
    package static var events: JSON {
        let one: JSON = ["anyOf": [.object(schema(.word(.events))), .object(object(.event))]]
        return ["anyOf": [one, ["type": "array", "items": one, "minItems": 1]]]
    }

    private static func object(_ table: KeyTable) -> JSONObject {
        var object: JSONObject = [
            "description": .string(table.summary), "type": "object",
            "properties": .object(JSONObject(table.rows.map { ($0.name, .object(property($0))) })),
            "additionalProperties": false,
        ]
        let required = table.rows.filter(\.isRequired).map { JSON.string($0.name) }
        if !required.isEmpty { object.append("required", .array(required)) }
        return object
    }

    private static func property(_ row: KeyRow) -> JSONObject {
        var property: JSONObject = ["description": .string(row.summary)]
        for (key, value) in schema(row.shape).members { property.append(key, value) }
        property.append("examples", [row.example])
        if let defaultValue = row.defaultValue { property.append("default", defaultValue) }
        return property
    }

    private static func schema(_ shape: KeyShape) -> JSONObject {
        switch shape {
        case .text(let form): return text(form)
        case .word(let vocabulary): return ["type": "string", "enum": words(vocabulary)]
        case .integer(let range):
            var object: JSONObject = ["type": "integer", "minimum": .integer(range.lowerBound)]
            if range.upperBound < Int.max { object.append("maximum", .integer(range.upperBound)) }
            return object
        case .number(let range): return number(range)
        case .boolean: return ["type": "boolean"]
        case .null: return ["type": "null"]
        case .anything: return [:]
        case .object(let table): return ["$ref": .string("#/$defs/\(table.name)")]
        case .list(let element): return ["type": "array", "items": .object(schema(element))]
        case .oneOrMore(let element):
            let one = JSON.object(schema(element))
            return ["anyOf": [one, ["type": "array", "items": one, "minItems": 1]]]
        case .map(let form, let value):
            return [
                "type": "object", "propertyNames": .object(text(form)), "additionalProperties": .object(schema(value)),
            ]
        case .wordMap(let vocabulary, let value):
            let properties = vocabulary.words.map { word in
                var property: JSONObject = ["description": .string("For the \(vocabulary.noun) `\(word)`.")]
                for (key, value) in schema(value).members { property.append(key, value) }
                return (word, JSON.object(property))
            }
            return [
                "type": "object", "properties": .object(JSONObject(properties)), "additionalProperties": false,
            ]
        case .either(let shapes): return ["anyOf": .array(shapes.map { .object(schema($0)) })]
        }
    }

    private static func text(_ form: TextForm) -> JSONObject {
        var object: JSONObject = ["type": "string"]
        if let pattern = form.pattern { object.append("pattern", .string(pattern)) }
        if let maximum = form.maximumLength { object.append("maxLength", .integer(maximum)) }
        if case .email = form { object.append("format", "email") }
        return object
    }

    private static func number(_ range: ClosedRange<Double>) -> JSONObject {
        var object: JSONObject = ["type": "number"]
        guard range.upperBound < Double.greatestFiniteMagnitude else { return object }
        object.append("minimum", .number(range.lowerBound))
        object.append("maximum", .number(range.upperBound))
        return object
    }

    private static func words(_ vocabulary: Vocabulary) -> JSON { .array(vocabulary.words.map(JSON.string)) }
}
