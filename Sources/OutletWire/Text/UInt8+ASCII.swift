/// The character classes of HTTP's grammar, and the bytes that it names.
extension UInt8 {
    static let carriageReturn: UInt8 = 0x0D
    static let lineFeed: UInt8 = 0x0A
    static let space: UInt8 = 0x20
    static let tab: UInt8 = 0x09

    /// `tchar`, RFC 9110 §5.6.2: a letter, a digit, or one of ``!#$%&'*+-.^_`|~``. Looked up in a bit set, since every
    /// byte of a name is tested.
    @inline(__always) var isTokenCharacter: Bool {
        let characters: UInt64 = self < 64 ? 0x03FF_6CFA_0000_0000 : self < 128 ? 0x57FF_FFFF_C7FF_FFFE : 0
        return characters >> UInt64(self & 63) & 1 == 1
    }

    /// `field-vchar`, space and tab, RFC 9110 §5.5: visible ASCII and the bytes above it.
    @inline(__always) var isFieldCharacter: Bool {
        self == .tab || (self >= 0x20 && self != 0x7F)
    }

    /// Optional white space, RFC 9110 §5.6.3.
    @inline(__always) var isBlank: Bool { self == .space || self == .tab }

    @inline(__always) var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

    /// The byte in lower case if it is an ASCII letter, otherwise unchanged.
    @inline(__always) package var lowercasedASCII: UInt8 {
        self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
    }

    /// The byte's value as a hexadecimal digit, or nil if it is none.
    var hexDigitValue: Int? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(self - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(self - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(self - UInt8(ascii: "A")) + 10
        default: nil
        }
    }
}

extension Collection<UInt8> {
    /// Whether these bytes equal `text`, ignoring ASCII case. Allocates nothing.
    @inline(__always) func equalsIgnoringCase(_ text: String.UTF8View) -> Bool {
        guard count == text.count else { return false }
        var index = startIndex
        for byte in text {
            if self[index].lowercasedASCII != byte.lowercasedASCII { return false }
            formIndex(after: &index)
        }
        return true
    }
}

extension ArraySlice<UInt8> {
    /// The slice without white space at its ends.
    var trimmed: ArraySlice<UInt8> {
        var start = startIndex
        var end = endIndex
        while start < end, self[start].isBlank { start += 1 }
        while end > start, self[end - 1].isBlank { end -= 1 }
        return self[start..<end]
    }
}
