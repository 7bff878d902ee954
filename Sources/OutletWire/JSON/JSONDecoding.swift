/// The decoder behind `JSONCoder`: one JSON value and its coding path.
struct JSONDecoding: Decoder {
    let json: JSON
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard let object = json.object else { throw mismatch("an object") }
        return KeyedDecodingContainer(JSONKeyedDecoding(object: object, codingPath: codingPath))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard let elements = json.array else { throw mismatch("a list") }
        return JSONUnkeyedDecoding(elements: elements, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { JSONSingleValueDecoding(decoding: self) }

    func value<Value: Decodable>(_ type: Value.Type) throws -> Value {
        switch type {
        case is Bool.Type: try cast(json.bool, "true or false")
        case is String.Type: try cast(json.string, "a string")
        case is Double.Type: try cast(json.double, "a number")
        case is Float.Type: try cast(json.double.map { Float($0) }, "a number")
        case let integer as any FixedWidthInteger.Type: try cast(number(integer), "a whole number that fits")
        default: try named(type)
        }
    }

    /// Replaces the error of an enum for an unknown raw value, which is worded about Swift, by one about the document.
    private func named<Value: Decodable>(_ type: Value.Type) throws -> Value {
        do {
            return try type.init(from: self)
        } catch let DecodingError.dataCorrupted(context)
            where type is any RawRepresentable.Type && context.codingPath.count == codingPath.count
        {
            throw JSONCodingError(codingPath, "is not one of the words known here: \(json.text)")
        }
    }

    private func number<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
        switch json {
        case .integer(let number): Number(exactly: number)
        case .decimal(let literal): Number(literal)
        default: nil
        }
    }

    private func cast<Value>(_ found: Any?, _ wanted: String) throws -> Value {
        guard let value = found as? Value else { throw mismatch(wanted) }
        return value
    }

    private func mismatch(_ wanted: String) -> JSONCodingError {
        JSONCodingError(codingPath, "must be \(wanted), not \(json.told)")
    }
}
