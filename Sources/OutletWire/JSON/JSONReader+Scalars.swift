extension JSONReader {
    /// Reads a string from its opening quote (RFC 8259 §7).
    mutating func readString() throws(JSONSyntaxError) -> String {
        let opening = index
        let quote = bytes[index]
        if quote == UInt8(ascii: "'"), dialect == .strict {
            throw error(.singleQuotes, at: opening, "JSON has no single quotes; use double quotes")
        }
        index += 1
        if quote == UInt8(ascii: "\""), let text = takePlainASCII() { return text }
        let plain = try scanPlain(quote: quote, opening: opening)
        if bytes[index] == quote {
            index += 1
            return try text(plain)
        }
        return try readEscapedString(quote: quote, opening: opening, plain: plain)
    }

    /// Reads a string that is plain ASCII up to its closing double quote, as nearly all are; returns nil for any other.
    private mutating func takePlainASCII() -> String? {
        let start = index
        let (end, text) = bytes.withUnsafeBufferPointer { bytes -> (Int, String?) in
            let end = bytes.firstIndex(in: start..<bytes.count, marking: ByteScan.notPlainASCII)
            let isClosed = end < bytes.count && bytes[end] == UInt8(ascii: "\"")
            return (end, isClosed ? bytes.text(start..<end) : nil)
        }
        if text != nil { index = end + 1 }
        return text
    }

    /// Reads the rest of a string that has escapes: runs of plain text with escapes between them.
    private mutating func readEscapedString(
        quote: UInt8, opening: Int, plain: Range<Int>
    ) throws(JSONSyntaxError) -> String {
        var whole = try text(plain)
        while bytes[index] != quote {
            whole.unicodeScalars.append(try readEscape(quote: quote, opening: opening))
            whole += try text(try scanPlain(quote: quote, opening: opening))
        }
        index += 1
        return whole
    }

    /// Moves to the next quote or backslash and returns the plain run before it.
    private mutating func scanPlain(quote: UInt8, opening: Int) throws(JSONSyntaxError) -> Range<Int> {
        let start = index
        while index < bytes.count {
            let byte = bytes[index]
            if byte == quote || byte == UInt8(ascii: "\\") { return start..<index }
            if byte == 0x0A || byte == 0x0D { break }
            if byte < 0x20 {
                let message = "a string cannot hold the control character \(hexadecimal(byte)); write \(escape(byte))"
                throw error(.controlCharacter, at: index, message)
            }
            index += 1
        }
        let end = index < bytes.count ? "its line" : "the text"
        let mend = "close it with \(Character(Unicode.Scalar(quote))), and write a line break as \\n"
        throw error(.unclosedString, at: opening, "this string is not closed before \(end) ends; \(mend)")
    }

    private func text(_ range: Range<Int>) throws(JSONSyntaxError) -> String {
        if let text = String(validating: bytes[range], as: UTF8.self) { return text }
        throw invalidUTF8(at: firstInvalidByte(in: range) ?? range.lowerBound)
    }

    private mutating func readEscape(quote: UInt8, opening: Int) throws(JSONSyntaxError) -> Unicode.Scalar {
        let start = index
        guard start + 1 < bytes.count else {
            throw error(.unclosedString, at: opening, "this string is not closed before the text ends")
        }
        let letter = bytes[start + 1]
        index += 2
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
        case UInt8(ascii: "'") where dialect == .relaxed: return "'"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try readUnicodeEscape(start)
        default:
            let message = "`\\` before \(found(at: start + 1)) is not an escape; a backslash itself is written \\\\"
            throw error(.badEscape, at: start, message)
        }
    }

    /// Reads `\u` and four hexadecimal digits, or two such escapes that form a surrogate pair.
    private mutating func readUnicodeEscape(_ start: Int) throws(JSONSyntaxError) -> Unicode.Scalar {
        let first = try readHexadecimalFour(start)
        if let scalar = Unicode.Scalar(first) { return scalar }
        let hasSecond =
            index + 1 < bytes.count && bytes[index] == UInt8(ascii: "\\")
            && bytes[index + 1] == UInt8(ascii: "u")
        if first < 0xDC00, hasSecond {
            index += 2
            let second = try readHexadecimalFour(index - 2)
            if (0xDC00...0xDFFF).contains(second) {
                let value = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
                if let scalar = Unicode.Scalar(value) { return scalar }
            }
        }
        let message = "half of a surrogate pair; write both halves, or the character itself"
        throw error(.unpairedSurrogate, at: start, message)
    }

    private mutating func readHexadecimalFour(_ start: Int) throws(JSONSyntaxError) -> UInt32 {
        var value: UInt32 = 0
        for digitIndex in index..<(index + 4) {
            guard digitIndex < bytes.count, let digit = bytes[digitIndex].hexadecimalValue else {
                throw error(.badEscape, at: start, "`\\u` needs four hexadecimal digits, as in \\u00e9")
            }
            value = value << 4 + UInt32(digit)
        }
        index += 4
        return value
    }

    private func escape(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return "\\u00" + (digits.count == 1 ? "0" : "") + digits
    }
}

extension JSONReader {
    /// Reads a number (RFC 8259 §6). One without a fraction or exponent that fits an `Int` becomes an `.integer`; any
    /// other keeps its literal.
    mutating func readNumber() throws(JSONSyntaxError) -> JSON {
        let start = index
        if bytes[index] == UInt8(ascii: "-") { index += 1 }
        let digits = index
        skipDigits()
        guard index > digits else { throw badNumber(start, "a number needs a digit here, as in 0.5 or -1") }
        if bytes[digits] == UInt8(ascii: "0"), index > digits + 1 {
            throw badNumber(start, "a number has no leading zeros")
        }
        var isWhole = true
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            isWhole = false
            index += 1
            try requireDigits(start, "a decimal point needs a digit after it, as in 1.0")
        }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            isWhole = false
            index += 1
            if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
                index += 1
            }
            try requireDigits(start, "an exponent needs a digit, as in 1e3")
        }
        if index < bytes.count, bytes[index].continuesWord {
            throw badNumber(start, "\(found(at: index)) cannot follow a number; text needs quotes, as in \"30s\"")
        }
        if isWhole, index - digits <= 18 {  // as many digits as fit an `Int` whatever they are
            var number = 0
            for digit in bytes[digits..<index] { number = number * 10 + Int(digit - UInt8(ascii: "0")) }
            return .integer(digits > start ? -number : number)
        }
        let literal = String(decoding: bytes[start..<index], as: UTF8.self)
        if isWhole, let number = Int(literal) { return .integer(number) }
        return .decimal(literal)
    }

    private mutating func skipDigits() {
        while index < bytes.count, bytes[index].isDecimalDigit { index += 1 }
    }

    private mutating func requireDigits(_ start: Int, _ message: String) throws(JSONSyntaxError) {
        let first = index
        skipDigits()
        if index == first { throw badNumber(start, message) }
    }

    private func badNumber(_ start: Int, _ message: String) -> JSONSyntaxError {
        error(.badNumber, at: start, message)
    }
}

extension UInt8 {
    /// The value of an ASCII hexadecimal digit, or nil if it is none.
    fileprivate var hexadecimalValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
