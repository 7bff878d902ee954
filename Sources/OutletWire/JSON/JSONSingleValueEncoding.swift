/// A value that is written as another: an enum as its raw value, say.
struct JSONSingleValueEncoding: SingleValueEncodingContainer {
    let slot: JSONEncoding.Slot
    let codingPath: [any CodingKey]

    mutating func encodeNil() { slot.put(.null) }

    mutating func encode<Value: Encodable>(_ value: Value) throws {
        slot.put(try JSONEncoding.json(value, codingPath: codingPath))
    }
}
