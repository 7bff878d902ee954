/// One field line of a head or a trailer, parsed from its bytes (RFC 9112 §5).
struct FieldLine {
    /// The ranges in the buffer of the name, and of the value without the white space around it.
    let name: Range<Int>
    let value: Range<Int>

    /// `line` must not be empty: the empty line ends the fields.
    init(_ bytes: UnsafeBufferPointer<UInt8>, line: Range<Int>, isFirst: Bool) throws(WireError) {
        var colon = bytes.firstIndex(in: line, marking: ByteScan.notNameLike)
        while colon < line.upperBound, bytes[colon].isTokenCharacter { colon += 1 }
        guard colon < line.upperBound, bytes[colon] == UInt8(ascii: ":"), colon > line.lowerBound else {
            throw FieldLine.nameRefusal(bytes[line], stoppedAt: colon, isFirst: isFirst)
        }
        var start = colon + 1
        var end = line.upperBound
        try FieldLine.judgeValue(bytes, start..<end)
        while start < end, bytes[start].isBlank { start += 1 }
        while end > start, bytes[end - 1].isBlank { end -= 1 }
        name = line.lowerBound..<colon
        value = start..<end
    }

    @inline(__always) private static func judgeValue(
        _ bytes: UnsafeBufferPointer<UInt8>, _ value: Range<Int>
    ) throws(WireError) {
        var index = value.lowerBound
        while true {
            index = bytes.firstIndex(in: index..<value.upperBound, marking: ByteScan.control)
            if index == value.upperBound { return }
            if bytes[index] != .tab {
                throw bytes[index] == .carriageReturn ? .bareCarriageReturn : .controlCharacterInField
            }
            index += 1
        }
    }

    private static func nameRefusal(
        _ line: Slice<UnsafeBufferPointer<UInt8>>, stoppedAt index: Int, isFirst: Bool
    ) -> WireError {
        if let first = line.first, first.isBlank { return isFirst ? .spaceBeforeFields : .foldedField }
        if line.contains(.carriageReturn) { return .bareCarriageReturn }
        let rest = line[index...]
        if index > line.startIndex, let next = rest.first, next.isBlank, rest.contains(UInt8(ascii: ":")) {
            return .spaceBeforeColon
        }
        return .malformedFieldName
    }
}
