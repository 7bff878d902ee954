/// The syntax of a host: `uri-host [ ":" port ]` (RFC 9110 §7.2), which must not be empty (RFC 9110 §4.2.1).
enum HostSyntax {
    static func isValid(_ bytes: UnsafeBufferPointer<UInt8>, _ authority: Range<Int>) -> Bool {
        let end: Int
        if !authority.isEmpty, bytes[authority.lowerBound] == UInt8(ascii: "[") {
            let bracket = bytes.firstIndex(of: UInt8(ascii: "]"), in: authority)
            guard bracket < authority.upperBound, isAddress(bytes, authority.lowerBound + 1..<bracket) else {
                return false
            }
            end = bracket + 1
        } else {
            end = bytes.firstIndex(of: UInt8(ascii: ":"), in: authority)
            guard isName(bytes, authority.lowerBound..<end) else { return false }
        }
        return isPort(bytes, end..<authority.upperBound)
    }

    /// Whether the range is empty, or a colon and up to five digits.
    private static func isPort(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        if range.isEmpty { return true }
        guard bytes[range.lowerBound] == UInt8(ascii: ":"), range.count <= 6 else { return false }
        var index = range.lowerBound + 1
        while index < range.upperBound, bytes[index].isDigit { index += 1 }
        return index == range.upperBound
    }

    /// Whether the range looks like an IPv6 address; it need not be one, since nothing connects to it.
    private static func isAddress(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        !range.isEmpty
            && range.allSatisfy {
                bytes[$0].hexDigitValue != nil || bytes[$0] == UInt8(ascii: ":") || bytes[$0] == UInt8(ascii: ".")
            }
    }

    /// Whether the range is a `reg-name` (RFC 3986 §3.2.2) in which every percent sign encodes a byte.
    private static func isName(_ bytes: UnsafeBufferPointer<UInt8>, _ host: Range<Int>) -> Bool {
        var index = host.lowerBound
        while index < host.upperBound {
            let byte = bytes[index]
            if byte.isTokenCharacter {
                switch byte {
                case UInt8(ascii: "%"):
                    guard index + 2 < host.upperBound, bytes[index + 1].hexDigitValue != nil,
                        bytes[index + 2].hexDigitValue != nil
                    else { return false }
                case UInt8(ascii: "#"), UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "|"): return false
                default: break
                }
            } else {
                switch byte {
                case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="):
                    break
                default: return false
                }
            }
            index += 1
        }
        return !host.isEmpty
    }
}
