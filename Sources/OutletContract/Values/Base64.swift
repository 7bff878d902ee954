/// Base64 in the standard alphabet (RFC 4648 §4), read strictly: one text for one value.
package enum Base64 {
    /// The padding that a decoder expects after the last digit.
    package enum Padding: Sendable {
        case required
        case forbidden
        case optional
    }

    package static func encode(_ bytes: [UInt8], padded: Bool = true) -> String {
        var output: [UInt8] = []
        output.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let group = bytes[index..<min(index + 3, bytes.count)]
            var bits = 0
            for byte in group { bits = bits << 8 | Int(byte) }
            bits <<= 8 * (3 - group.count)
            for digit in 0...group.count { output.append(alphabet[bits >> (18 - 6 * digit) & 63]) }
            if padded { output.append(contentsOf: repeatElement(UInt8(ascii: "="), count: 3 - group.count)) }
            index += 3
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The bytes, or nil if the text holds anything but digits and valid padding, ends inside a byte, or has leftover
    /// bits that are not zero (RFC 4648 §3.5).
    package static func decode(_ text: String, padding: Padding = .required) -> [UInt8]? {
        var digits = Array(text.utf8)
        let length = digits.count
        while digits.last == UInt8(ascii: "="), length - digits.count < 2 { digits.removeLast() }
        guard digits.count % 4 != 1, paddingIsRight(length - digits.count, after: digits.count, padding) else {
            return nil
        }
        var output: [UInt8] = []
        output.reserveCapacity(digits.count * 3 / 4)
        var bits = 0
        var bitCount = 0
        for digit in digits {
            guard let value = value(of: digit) else { return nil }
            bits = bits << 6 | value
            bitCount += 6
            if bitCount >= 8 {
                bitCount -= 8
                output.append(UInt8(bits >> bitCount))
                bits &= (1 << bitCount) - 1
            }
        }
        return bits == 0 ? output : nil
    }

    private static func paddingIsRight(_ count: Int, after digitCount: Int, _ padding: Padding) -> Bool {
        let full = (4 - digitCount % 4) % 4
        return switch padding {
        case .required: count == full
        case .forbidden: count == 0
        case .optional: count == full || count == 0
        }
    }

    private static func value(of digit: UInt8) -> Int? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(digit - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(digit - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(digit - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
