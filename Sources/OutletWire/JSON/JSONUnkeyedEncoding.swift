/// The elements of a list that is being written.
struct JSONUnkeyedEncoding: UnkeyedEncodingContainer {
    let slot: JSONEncoding.Slot
    let codingPath: [any CodingKey]
    var count: Int { slot.count }

    private var nextPath: [any CodingKey] { codingPath + [JSONCodingKey(count)] }

    mutating func encodeNil() { slot.element().put(.null) }

    mutating func encode<Value: Encodable>(_ value: Value) throws {
        let path = nextPath
        slot.element().put(try JSONEncoding.json(value, codingPath: path))
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        let path = nextPath
        let element = slot.element()
        element.becomeObject()
        return KeyedEncodingContainer(JSONKeyedEncoding<Nested>(slot: element, codingPath: path))
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        let path = nextPath
        let element = slot.element()
        element.becomeArray()
        return JSONUnkeyedEncoding(slot: element, codingPath: path)
    }

    mutating func superEncoder() -> any Encoder {
        let path = nextPath
        return JSONEncoding(slot: slot.element(), codingPath: path)
    }
}
