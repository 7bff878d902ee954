import OutletContract
import OutletWire

/// A shape as JSON Schema 2020-12.
extension Shape {
    /// The full schema, even if the shape has a name.
    var schema: JSONObject {
        var schema: JSONObject = ["type": "object"]
        let required = fields.filter { !$0.isOptional }.map { JSON.string($0.name) }
        if !required.isEmpty { schema["required"] = .array(required) }
        var properties = JSONObject()
        for field in fields { properties.append(field.name, .object(field.schema)) }
        if !properties.isEmpty { schema["properties"] = .object(properties) }
        schema["additionalProperties"] = .bool(isOpen)
        return schema
    }

    /// The schema where the shape is used: a reference to the components if the shape has a name.
    var schemaOrReference: JSONObject {
        guard let name else { return schema }
        return ["$ref": .string("#/components/schemas/\(name)")]
    }

    /// The named shapes in this one, itself among them, outermost first.
    var namedShapes: [Shape] {
        (name == nil ? [] : [self]) + fields.flatMap { $0.type.shapes.flatMap(\.namedShapes) }
    }
}

extension FieldType {
    fileprivate var shapes: [Shape] {
        switch self {
        case .object(let shape): [shape]
        case .list(let element): element.shapes
        default: []
        }
    }
}

extension Field {
    var schema: JSONObject {
        var schema = valueSchema
        schema["description"] = .string(summary)
        if type.isScalar { schema["examples"] = [example] }
        return schema
    }

    /// What the field may hold, including null if it is nullable.
    private var valueSchema: JSONObject {
        var schema = type.schema
        guard isNullable else { return schema }
        guard let kind = schema["type"] else { return ["anyOf": [.object(schema), ["type": "null"]]] }
        schema["type"] = [kind, "null"]
        if let words = schema["enum"]?.array { schema["enum"] = .array(words + [.null]) }
        return schema
    }
}

extension FieldType {
    fileprivate var isScalar: Bool {
        switch self {
        case .list, .object: false
        default: true
        }
    }
}
