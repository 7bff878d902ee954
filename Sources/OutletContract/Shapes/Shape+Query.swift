package import OutletWire

extension Shape {
    /// A query as an object to check against this shape: a value becomes a number or a boolean if the field wants one.
    /// Parameters that the shape does not name are ignored; if one is repeated, the first counts.
    package func object(fromQuery pairs: [(name: String, value: String)]) -> JSONObject {
        var object = JSONObject()
        for pair in pairs where object[pair.name] == nil {
            guard let field = self[pair.name] else { continue }
            object.append(pair.name, field.type.value(fromText: pair.value))
        }
        return object
    }
}

extension FieldType {
    fileprivate func value(fromText text: String) -> JSON {
        switch self {
        case .integer, .count:
            // `Int` would also take "+5".
            if let number = Int(text), text.utf8.first != UInt8(ascii: "+") { return .integer(number) }
            guard let number = try? JSON.parse(Array(text.utf8)), number.double != nil else { return .string(text) }
            return number.wholeNumber.map(JSON.integer) ?? number
        case .duration:
            // A bare number is in seconds, and must be one that JSON can write.
            guard let number = try? JSON.parse(Array(text.utf8)), number.double != nil else { return .string(text) }
            return number
        case .boolean: return text == "true" ? true : text == "false" ? false : .string(text)
        default: return .string(text)
        }
    }
}
