/// The line before a chunk's data: its size, and extensions, which are checked and ignored (RFC 9112 §7.1).
struct ChunkLine {
    let size: Int
    let extensionByteCount: Int

    init(_ line: ArraySlice<UInt8>) throws(WireError) {
        if line.contains(.carriageReturn) { throw .bareCarriageReturn }
        let digits = line.prefix { $0.hexDigitValue != nil }
        guard (1...16).contains(digits.count) else { throw .malformedChunkSize }
        var size: UInt = 0
        for digit in digits { size = size << 4 | UInt(digit.hexDigitValue ?? 0) }
        self.size = Int(clamping: size)
        let rest = line[digits.endIndex...]
        extensionByteCount = rest.count
        if rest.isEmpty { return }
        guard rest.first(where: { !$0.isBlank }) == UInt8(ascii: ";") else { throw .malformedChunkSize }
        try ChunkLine.judgeExtensions(rest)
    }

    /// `*( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] )`, RFC 9112 §7.1.1.
    private static func judgeExtensions(_ bytes: ArraySlice<UInt8>) throws(WireError) {
        var rest = bytes
        while !rest.isEmpty {
            guard skipMark(UInt8(ascii: ";"), in: &rest), skipToken(in: &rest) else { throw .malformedChunkExtension }
            if skipMark(UInt8(ascii: "="), in: &rest) {
                guard skipToken(in: &rest) || skipQuoted(in: &rest) else { throw .malformedChunkExtension }
            }
        }
    }

    /// Skips the mark and the white space around it; skips nothing if the mark is missing.
    private static func skipMark(_ mark: UInt8, in rest: inout ArraySlice<UInt8>) -> Bool {
        let ahead = rest.drop(while: \.isBlank)
        guard ahead.first == mark else { return false }
        rest = ahead.dropFirst().drop(while: \.isBlank)
        return true
    }

    private static func skipToken(in rest: inout ArraySlice<UInt8>) -> Bool {
        let end = rest.firstIndex { !$0.isTokenCharacter } ?? rest.endIndex
        guard end > rest.startIndex else { return false }
        rest = rest[end...]
        return true
    }

    /// `quoted-string`, RFC 9110 §5.6.4.
    private static func skipQuoted(in rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.first == UInt8(ascii: "\"") else { return false }
        var index = rest.startIndex + 1
        while index < rest.endIndex {
            switch rest[index] {
            case UInt8(ascii: "\""):
                rest = rest[(index + 1)...]
                return true
            case UInt8(ascii: "\\"): index += 1
            case let byte where !byte.isFieldCharacter: return false
            default: break
            }
            index += 1
        }
        return false
    }
}
