/// One field line of a head or a trailer, read from its bytes (RFC 9112 §5).
struct FieldLine {
    /// Where in the buffer the name stands, and the value without the white space around it.
    let name: Range<Int>
    let value: Range<Int>

    init(_ line: ArraySlice<UInt8>, isFirst: Bool) throws(WireError) {
        guard let first = line.first else { preconditionFailure("An empty line ends the fields; it is none of them") }
        if first.isBlank { throw isFirst ? .spaceBeforeFields : .foldedField }
        var colon = line.startIndex
        while colon < line.endIndex, line[colon].isTokenCharacter { colon += 1 }
        guard colon < line.endIndex, line[colon] == UInt8(ascii: ":"), colon > line.startIndex else {
            throw FieldLine.nameRefusal(line, stoppedAt: colon)
        }
        for byte in line[(colon + 1)...] where !byte.isFieldCharacter {
            throw byte == .carriageReturn ? .bareCarriageReturn : .controlCharacterInField
        }
        let trimmed = line[(colon + 1)...].trimmed
        name = line.startIndex..<colon
        value = trimmed.startIndex..<trimmed.endIndex
    }

    private static func nameRefusal(_ line: ArraySlice<UInt8>, stoppedAt place: Int) -> WireError {
        if line.contains(.carriageReturn) { return .bareCarriageReturn }
        let rest = line[place...]
        if place > line.startIndex, let next = rest.first, next.isBlank, rest.contains(UInt8(ascii: ":")) {
            return .spaceBeforeColon
        }
        return .malformedFieldName
    }
}
