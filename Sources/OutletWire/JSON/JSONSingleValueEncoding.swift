/// Encodes a value as another one, such as an enum as its raw value.
struct JSONSingleValueEncoding: SingleValueEncodingContainer {
    let slot: JSONEncoding.Slot
    let codingPath: [any CodingKey]

    mutating func encodeNil() { slot.put(.null) }

    mutating func encode<Value: Encodable>(_ value: Value) throws {
        slot.put(try JSONEncoding.json(value, codingPath: codingPath))
    }
}
