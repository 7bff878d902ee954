extension JSONReader {
    /// Skips white space (RFC 8259 §2) and, if the dialect allows them, comments.
    @inline(__always) mutating func skipGap() throws(JSONSyntaxError) {
        if index < bytes.count, bytes[index] > 0x20, bytes[index] != UInt8(ascii: "/") { return }
        try skipLongGap()
    }

    private mutating func skipLongGap() throws(JSONSyntaxError) {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            case UInt8(ascii: "/"): try skipComment()
            default: return
            }
        }
    }

    /// Refuses UTF-16 and UTF-32. They show by their byte order marks or, since JSON begins with ASCII, by the zeros
    /// around the first characters (RFC 4627 §3).
    func refuseWideText() throws(JSONSyntaxError) {
        let start = bytes.prefix(4)
        let isUTF32 = start.elementsEqual([0xFF, 0xFE, 0, 0]) || start.elementsEqual([0, 0, 0xFE, 0xFF])
        let isUTF16 =
            start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF])
            || (start.count >= 2 && (start[0] == 0) != (start[1] == 0))
        guard isUTF32 || isUTF16 else { return }
        throw error(.invalidUTF8, at: 0, "the text is \(isUTF32 ? "UTF-32" : "UTF-16"); save it as UTF-8")
    }

    mutating func skipByteOrderMark() throws(JSONSyntaxError) {
        guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return }
        guard dialect == .relaxed else {
            throw error(.byteOrderMark, at: 0, "the text starts with a byte order mark; remove it (RFC 8259 §8.1)")
        }
        index = 3
    }

    private mutating func skipComment() throws(JSONSyntaxError) {
        let start = index
        let second = start + 1 < bytes.count ? bytes[start + 1] : 0
        guard second == UInt8(ascii: "/") || second == UInt8(ascii: "*") else {
            throw error(.unexpectedCharacter, at: start, "found a lone `/`; a comment starts with // or /*")
        }
        guard dialect == .relaxed else {
            throw error(.comment, at: start, "comments are not part of JSON; remove it")
        }
        index += 2
        if second == UInt8(ascii: "/") {
            while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
        } else {
            while !isAtBlockEnd {
                guard index < bytes.count else {
                    throw error(.unclosedComment, at: start, "this comment is never closed; end it with */")
                }
                index += 1
            }
            index += 2
        }
        if let invalid = firstInvalidByte(in: start..<index) { throw invalidUTF8(at: invalid) }
    }

    private var isAtBlockEnd: Bool {
        index + 1 < bytes.count && bytes[index] == UInt8(ascii: "*") && bytes[index + 1] == UInt8(ascii: "/")
    }

    /// Returns the byte at `index`; at the end of the text, throws an error that says what was expected.
    func byte(orEndBefore expected: String) throws(JSONSyntaxError) -> UInt8 {
        guard index < bytes.count else {
            throw error(.unexpectedEnd, at: index, "the text ends where \(expected) is expected")
        }
        return bytes[index]
    }
}

extension JSONReader {
    func error(_ reason: JSONSyntaxError.Reason, at offset: Int, _ message: String) -> JSONSyntaxError {
        let position = TextPosition(of: offset, in: bytes)
        return JSONSyntaxError(reason: reason, offset: offset, position: position, message: message)
    }

    func invalidUTF8(at offset: Int) -> JSONSyntaxError {
        let message = "the byte \(hexadecimal(bytes[offset])) is not UTF-8; save the text as UTF-8"
        return error(.invalidUTF8, at: offset, message)
    }

    func position(of offset: Int) -> String {
        let position = TextPosition(of: offset, in: bytes)
        return "line \(position.line), column \(position.column)"
    }

    /// Describes what is at `offset`, in a few words for a message.
    func found(at offset: Int) -> String {
        guard offset < bytes.count else { return "the end of the text" }
        switch bytes[offset] {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return "a string"
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): return "a number"
        case let byte where byte.startsWord:
            let end = bytes[offset...].prefix(40).firstIndex { !$0.continuesWord } ?? min(offset + 40, bytes.count)
            return "`\(String(decoding: bytes[offset..<end], as: UTF8.self))`"
        case 0x21...0x7E: return "`\(character(at: offset))`"
        case 0x80...:
            guard firstInvalidByte(in: offset..<bytes.count) != offset, let scalar = scalar(at: offset) else {
                return "the byte \(hexadecimal(bytes[offset]))"
            }
            guard let name = JSONReader.invisibleNames[scalar.value] ?? scalar.blankName else {
                return "`\(character(at: offset))`"
            }
            return "\(name), \(JSONReader.codePoint(scalar))"
        default: return "the control character \(hexadecimal(bytes[offset]))"
        }
    }

    /// Advice on an invisible character; empty for any other.
    func advice(at offset: Int) -> String {
        guard offset < bytes.count, bytes[offset] >= 0x80, let scalar = scalar(at: offset),
            JSONReader.invisibleNames[scalar.value] ?? scalar.blankName != nil
        else { return "" }
        return "; put an ordinary space in its place, or nothing"
    }

    private func scalar(at offset: Int) -> Unicode.Scalar? { character(at: offset).unicodeScalars.first }

    /// The code point in the form `U+00A0`.
    private static func codePoint(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    /// Characters that come with text copied from a page or a chat, and that are invisible or look like a space.
    private static let invisibleNames: [UInt32: String] = [
        0x00A0: "a no-break space", 0x00AD: "a soft hyphen", 0x200B: "a zero-width space",
        0x200C: "a zero-width non-joiner", 0x200D: "a zero-width joiner", 0x2028: "a line separator",
        0x2029: "a paragraph separator", 0x202F: "a narrow no-break space", 0x2060: "a word joiner",
        0xFEFF: "a byte order mark",
    ]

    func character(at offset: Int) -> Character {
        let end = bytes[(offset + 1)...].prefix(3).firstIndex { $0 & 0xC0 != 0x80 } ?? min(offset + 4, bytes.count)
        return String(decoding: bytes[offset..<end], as: UTF8.self).first ?? "?"
    }

    func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return "0x" + (digits.count == 1 ? "0" : "") + digits
    }

    /// The offset at which a range stops being UTF-8, or nil if all of it is valid (Unicode, table 3-7).
    func firstInvalidByte(in range: Range<Int>) -> Int? {
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes[range].makeIterator()
        var offset = range.lowerBound
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let scalar): offset += scalar.count
            case .error: return offset
            case .emptyInput: return nil
            }
        }
    }
}

extension Unicode.Scalar {
    /// The name for white space that is neither ASCII nor in `invisibleNames`.
    fileprivate var blankName: String? { properties.isWhitespace ? "a space that is not ASCII's" : nil }
}

extension UInt8 {
    /// Whether the byte can start a bare word: an ASCII letter, `_` or `$`.
    var startsWord: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "_"), UInt8(ascii: "$"): true
        default: false
        }
    }

    /// Whether the byte can continue a bare word: one that can start it, or a digit.
    var continuesWord: Bool { startsWord || isDecimalDigit }

    var isDecimalDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
