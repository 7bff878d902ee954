/// The encoder behind `JSONCoder`, which collects one value in a slot.
struct JSONEncoding: Encoder {
    /// The storage that containers write to. A class, because Swift's encoders hand out containers by value and expect
    /// them to share their storage.
    final class Slot {
        private enum Content {
            case nothing
            case value(JSON)
            case members([(key: String, slot: Slot)])
            case elements([Slot])
        }

        private var content = Content.nothing

        func put(_ value: JSON) { content = .value(value) }

        /// Makes the slot an object. A value that requests a container and leaves it empty encodes as an empty object
        /// or list.
        func becomeObject() {
            if case .members = content { return }
            content = .members([])
        }

        func becomeArray() {
            if case .elements = content { return }
            content = .elements([])
        }

        func member(_ key: String) -> Slot {
            let slot = Slot()
            guard case .members(var members) = content else { return slot }
            content = .nothing
            members.append((key, slot))
            content = .members(members)
            return slot
        }

        var count: Int {
            if case .elements(let slots) = content { return slots.count }
            return 0
        }

        func element() -> Slot {
            let slot = Slot()
            guard case .elements(var slots) = content else { return slot }
            content = .nothing
            slots.append(slot)
            content = .elements(slots)
            return slot
        }

        var json: JSON {
            switch content {
            case .nothing: .object([:])
            case .value(let value): value
            case .members(let members): .object(JSONObject(members.map { ($0.key, $0.slot.json) }))
            case .elements(let slots): .array(slots.map(\.json))
            }
        }
    }

    var slot = Slot()
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        slot.becomeObject()
        return KeyedEncodingContainer(JSONKeyedEncoding(slot: slot, codingPath: codingPath))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        slot.becomeArray()
        return JSONUnkeyedEncoding(slot: slot, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        JSONSingleValueEncoding(slot: slot, codingPath: codingPath)
    }

    static func json(_ value: any Encodable, codingPath: [any CodingKey]) throws -> JSON {
        if let scalar = try scalar(value, codingPath: codingPath) { return scalar }
        let encoding = JSONEncoding(codingPath: codingPath)
        try value.encode(to: encoding)
        let json = encoding.slot.json
        return value is any UnorderedCollection ? try sorted(json, codingPath: codingPath) : json
    }

    private static func scalar(_ value: any Encodable, codingPath: [any CodingKey]) throws -> JSON? {
        switch value {
        case let flag as Bool: return .bool(flag)
        case let text as String: return .string(text)
        case let number as any BinaryInteger: return Int(exactly: number).map(JSON.integer) ?? .decimal("\(number)")
        case let number as Double: return try fraction(number, codingPath: codingPath)
        case let number as Float: return try fraction(Double(number), codingPath: codingPath)
        default: return nil
        }
    }

    private static func fraction(_ number: Double, codingPath: [any CodingKey]) throws -> JSON {
        guard number.isFinite else { throw JSONCodingError(codingPath, "is not a number that JSON can write") }
        return .number(number)
    }

    private static func sorted(_ json: JSON, codingPath: [any CodingKey]) throws -> JSON {
        switch json {
        case .object(let object):
            return .object(JSONObject(object.members.sorted { $0.0 < $1.0 }))
        case .array(let elements) where elements.isEmpty: return json
        default:
            throw JSONCodingError(codingPath, "has no order: use an array, or a dictionary whose keys are strings")
        }
    }
}

/// A collection whose order depends on hashing, which differs between processes.
private protocol UnorderedCollection {}

extension Dictionary: UnorderedCollection {}
extension Set: UnorderedCollection {}
