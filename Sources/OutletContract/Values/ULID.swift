import OutletWire

/// Universally unique, lexicographically sortable identifiers: 10 characters of time and 16 random ones, in Crockford's
/// base 32 (https://github.com/ulid/spec).
package enum ULID {
    package static let alphabet = Array("\(digits)".utf8)
    private static let digits: StaticString = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

    private static let length = 26

    /// The time part of an identifier; nil if the text is not one.
    static func moment(of text: Substring) -> Instant? {
        guard text.utf8.count == length else { return nil }
        var time = 0
        for character in text.utf8.prefix(10) {
            guard let digit = alphabet.firstIndex(of: character) else { return nil }
            time = time << 5 | digit
        }
        return Instant(milliseconds: time)
    }

    /// Appends an identifier of 26 characters; times before 1970 count as 1970.
    static func append(at moment: Instant, draw: inout SeededDraw, to output: inout ByteSink) {
        output.append(count: length) { write(at: moment, draw: &draw, to: $0) }
    }

    private static func write(at moment: Instant, draw: inout SeededDraw, to buffer: UnsafeMutablePointer<UInt8>) {
        let time = UInt64(max(0, moment.milliseconds))
        let digits = ULID.digits.utf8Start
        for digit in 0..<10 { buffer[digit] = digits[Int(truncatingIfNeeded: time >> UInt64(45 - 5 * digit) & 31)] }
        for half in 0..<2 {
            let bits = draw.next()
            for digit in 0..<8 {
                buffer[10 + 8 * half + digit] = digits[Int(truncatingIfNeeded: bits >> UInt64(5 * digit) & 31)]
            }
        }
    }
}
