/// Decodes a value as another one, such as an enum from its raw value.
struct JSONSingleValueDecoding: SingleValueDecodingContainer {
    let decoding: JSONDecoding

    var codingPath: [any CodingKey] { decoding.codingPath }

    func decodeNil() -> Bool { decoding.json == .null }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try decoding.value(type) }
}
