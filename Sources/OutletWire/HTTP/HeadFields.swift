/// The fields of a request as one run of bytes, the whole head, with the places where they stand.
///
/// A request has a dozen fields and its reader asks for three of them: so nothing is cut out before somebody asks.
/// Most questions are about fields that are not there; `nameLengths` answers nearly all of those without a look.
struct HeadFields: Hashable, Sendable {
    /// Where a field stands in `bytes`.
    struct Position: Hashable, Sendable {
        var nameStart: UInt32
        var nameEnd: UInt32
        var valueStart: UInt32
        var valueEnd: UInt32

        var name: Range<Int> { Int(nameStart)..<Int(nameEnd) }
        var value: Range<Int> { Int(valueStart)..<Int(valueEnd) }

        /// `origin` is where the head starts in what the ranges count from.
        @inline(__always) init(name: Range<Int>, value: Range<Int>, origin: Int = 0) {
            nameStart = UInt32(truncatingIfNeeded: name.lowerBound &- origin)
            nameEnd = UInt32(truncatingIfNeeded: name.upperBound &- origin)
            valueStart = UInt32(truncatingIfNeeded: value.lowerBound &- origin)
            valueEnd = UInt32(truncatingIfNeeded: value.upperBound &- origin)
        }
    }

    var bytes: [UInt8]
    private(set) var positions: [Position]
    /// Bit n: there is a name of n bytes, and the last bit for all longer ones.
    private var nameLengths: UInt64 = 0

    init(bytes: [UInt8], positions: [Position]) {
        self.bytes = bytes
        self.positions = positions
        for position in positions { nameLengths |= HeadFields.lengthBit(Int(position.nameEnd - position.nameStart)) }
    }

    /// A head for a request that never was on a wire.
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

    /// Has a field say what stands elsewhere in `bytes`.
    mutating func setValue(at index: Int, to value: Range<Int>) {
        positions[index] = Position(name: positions[index].name, value: value)
    }

    /// The place of the first field of that name, at or after `start`.
    func firstIndex(of name: String, from start: Int = 0) -> Int? {
        var name = name
        return name.withUTF8 { firstIndex(of: $0, from: start) }
    }

    /// The place of the first field of that name, at or after `start`.
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

    /// Whether a value is this text, whatever the case of ASCII letters.
    func isValue(at index: Int, _ text: StaticString) -> Bool {
        bytes.withUnsafeBufferPointer { $0.spells(text, in: positions[index].value) }
    }

    /// The bytes of a value; what is no UTF-8 in it reads as U+FFFD.
    func value(at index: Int) -> String { text(positions[index].value) }

    func field(at index: Int) -> HeaderField { HeaderField(text(positions[index].name), value(at: index)) }

    private func text(_ range: Range<Int>) -> String {
        bytes.withUnsafeBufferPointer { $0.text(range) }
    }

    /// The values of all fields of that name, whatever its case, in the order in which they arrived.
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
