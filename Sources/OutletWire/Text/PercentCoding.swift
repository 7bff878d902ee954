/// Percent-encoding of paths and queries (RFC 3986 §2.1), and of HTML forms (WHATWG URL §5.1).
package enum PercentCoding {
    /// Decodes `text`; nil if a `%` is not followed by two hexadecimal digits, or if the bytes are not UTF-8.
    package static func decoded(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String? {
        var bytes: [UInt8] = []
        var input = text.utf8.makeIterator()
        while let byte = input.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = input.next().flatMap(hexadecimalValue),
                    let low = input.next().flatMap(hexadecimalValue)
                else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// Encodes everything but RFC 3986's unreserved characters.
    package static func encoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if isUnreserved(byte) {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes.append(hexadecimalDigits[Int(byte >> 4)])
                bytes.append(hexadecimalDigits[Int(byte & 15)])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Decodes the unreserved characters up to byte `end` (RFC 3986 §6.2.2.2): `r%65ntals` becomes `rentals`. Anything
    /// else, such as `%2F`, stays encoded, and a `%` that encodes nothing stays as it is.
    package static func normalized(_ text: String, to end: Int) -> String {
        let input = Array(text.utf8)
        let end = min(end, input.count)
        var bytes: [UInt8] = []
        var index = 0
        while index < end {
            if input[index] == UInt8(ascii: "%"), index + 2 < end,
                let high = hexadecimalValue(input[index + 1]), let low = hexadecimalValue(input[index + 2]),
                isUnreserved(high << 4 | low)
            {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(input[index])
                index += 1
            }
        }
        return String(decoding: bytes + input[end...], as: UTF8.self)
    }

    /// The `name=value` pairs of a query or a form, decoded, in order; a name or value that cannot be decoded stays as
    /// it is.
    package static func pairs(_ query: some StringProtocol) -> [(name: String, value: String)] {
        query.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let texts = parts.map { decoded($0, plusIsSpace: true) ?? String($0) }
            return (texts[0], texts.count > 1 ? texts[1] : "")
        }
    }

    /// RFC 3986 §2.3.
    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static func hexadecimalValue(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    private static let hexadecimalDigits = Array("0123456789ABCDEF".utf8)
}
