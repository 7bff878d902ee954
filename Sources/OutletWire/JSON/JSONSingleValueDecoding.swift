/// A value that is read as another: an enum from its raw value, say.
struct JSONSingleValueDecoding: SingleValueDecodingContainer {
    let decoding: JSONDecoding

    var codingPath: [any CodingKey] { decoding.codingPath }

    func decodeNil() -> Bool { decoding.json == .null }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try decoding.value(type) }
}
