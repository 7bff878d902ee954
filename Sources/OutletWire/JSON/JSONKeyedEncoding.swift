/// The members of an object that is being written.
struct JSONKeyedEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let slot: JSONEncoding.Slot
    let codingPath: [any CodingKey]

    mutating func encodeNil(forKey key: Key) { slot.member(key.stringValue).put(.null) }

    mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        slot.member(key.stringValue).put(try JSONEncoding.json(value, codingPath: codingPath + [key]))
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        let member = slot.member(key.stringValue)
        member.becomeObject()
        return KeyedEncodingContainer(JSONKeyedEncoding<Nested>(slot: member, codingPath: codingPath + [key]))
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        let member = slot.member(key.stringValue)
        member.becomeArray()
        return JSONUnkeyedEncoding(slot: member, codingPath: codingPath + [key])
    }

    mutating func superEncoder() -> any Encoder { superEncoder(forName: JSONCodingKey("super")) }
    mutating func superEncoder(forKey key: Key) -> any Encoder { superEncoder(forName: key) }

    private func superEncoder(forName key: any CodingKey) -> any Encoder {
        JSONEncoding(slot: slot.member(key.stringValue), codingPath: codingPath + [key])
    }
}
