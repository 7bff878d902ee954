/// The fields of a request: the bytes of the whole head, and the fields' positions in them.
///
/// A request has a dozen fields and only three are read, so text is created on demand. Most lookups are for missing
/// fields; `nameLengths` answers nearly all of those without a search.
struct HeadFields: Hashable, Sendable {
    /// The position of a field in `bytes`.
    struct Position: Hashable, Sendable {
        var nameStart: UInt32
        var nameEnd: UInt32
        var valueStart: UInt32
        var valueEnd: UInt32

        var name: Range<Int> { Int(nameStart)..<Int(nameEnd) }
        var value: Range<Int> { Int(valueStart)..<Int(valueEnd) }

        /// `origin` is where the head starts in the buffer that the ranges refer to.
        @inline(__always) init(name: Range<Int>, value: Range<Int>, origin: Int = 0) {
            nameStart = UInt32(truncatingIfNeeded: name.lowerBound &- origin)
            nameEnd = UInt32(truncatingIfNeeded: name.upperBound &- origin)
            valueStart = UInt32(truncatingIfNeeded: value.lowerBound &- origin)
            valueEnd = UInt32(truncatingIfNeeded: value.upperBound &- origin)
        }
    }

    var bytes: [UInt8]
    private(set) var positions: [Position]
    /// Bit n is set if there is a name of n bytes; the last bit stands for all longer ones.
    private var nameLengths: UInt64 = 0

    init(bytes: [UInt8], positions: [Position]) {
        self.bytes = bytes
        self.positions = positions
        for position in positions { nameLengths |= HeadFields.lengthBit(Int(position.nameEnd - position.nameStart)) }
    }

    /// Creates a head for a request that did not come over a connection.
    init(_ fields: [HeaderField]) {
        self.init(bytes: [], positions: [])
        for field in fields { append(field.name, field.value) }
    }

    mutating func append(_ name: String, _ value: String) {
        let start = bytes.count
        bytes.append(text: name)
        let middle = bytes.count
        bytes.append(text: value)
        positions.append(Position(name: start..<middle, value: middle..<bytes.count))
        nameLengths |= HeadFields.lengthBit(middle - start)
    }

    /// Points a field's value at another range of `bytes`.
    mutating func setValue(at index: Int, to value: Range<Int>) {
        positions[index] = Position(name: positions[index].name, value: value)
    }

    /// The index of the first field with this name, at or after `start`.
    func firstIndex(of name: String, from start: Int = 0) -> Int? {
        var name = name
        return name.withUTF8 { firstIndex(of: $0, from: start) }
    }

    /// The index of the first field with this name, at or after `start`.
    func firstIndex(of name: StaticString, from start: Int = 0) -> Int? {
        name.withUTF8Buffer { firstIndex(of: $0, from: start) }
    }

    private func firstIndex(of name: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        if nameLengths & HeadFields.lengthBit(name.count) == 0 { return nil }
        return bytes.withUnsafeBufferPointer { bytes in
            positions.withUnsafeBufferPointer { positions in
                var index = start
                while index < positions.count {
                    let position = positions[index]
                    if Int(position.nameEnd - position.nameStart) == name.count,
                        bytes.spells(name, at: Int(position.nameStart))
                    {
                        return index
                    }
                    index += 1
                }
                return nil
            }
        }
    }

    /// Whether the value at `index` equals `text`, ignoring ASCII case.
    func isValue(at index: Int, _ text: StaticString) -> Bool {
        bytes.withUnsafeBufferPointer { $0.spells(text, in: positions[index].value) }
    }

    /// The value at `index` as text; invalid UTF-8 becomes U+FFFD.
    func value(at index: Int) -> String { text(positions[index].value) }

    func field(at index: Int) -> HeaderField { HeaderField(text(positions[index].name), value(at: index)) }

    private func text(_ range: Range<Int>) -> String {
        bytes.withUnsafeBufferPointer { $0.text(range) }
    }

    /// The values of all fields with this name, ignoring case, in order of arrival.
    func values(of name: String) -> [String] {
        var values: [String] = []
        var next = firstIndex(of: name)
        while let index = next {
            values.append(value(at: index))
            next = firstIndex(of: name, from: index + 1)
        }
        return values
    }

    private static func lengthBit(_ length: Int) -> UInt64 { 1 << UInt64(min(length, 63)) }
}
