import OutletWire

/// Universally unique, lexicographically sortable identifiers: 10 characters of time, 16 of draw, in Crockford's
/// base 32 (https://github.com/ulid/spec).
package enum ULID {
    package static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// 26 characters; times before 1970 count as 1970.
    package static func text(at moment: Instant, draw: inout SeededDraw) -> String {
        var characters: [UInt8] = []
        each(at: moment, draw: &draw) { characters.append($0) }
        return String(decoding: characters, as: UTF8.self)
    }

    /// Appends the same.
    static func write(at moment: Instant, draw: inout SeededDraw, into output: inout ByteSink) {
        each(at: moment, draw: &draw) { output.append(byte: $0) }
    }

    @inline(__always)
    private static func each(at moment: Instant, draw: inout SeededDraw, _ append: (UInt8) -> Void) {
        let time = UInt64(max(0, moment.milliseconds))
        alphabet.withUnsafeBufferPointer { alphabet in
            for place in 0..<10 { append(alphabet[Int(time >> UInt64(45 - 5 * place) & 31)]) }
            for _ in 0..<2 {
                var bits = draw.next()
                for _ in 0..<8 {
                    append(alphabet[Int(bits & 31)])
                    bits >>= 5
                }
            }
        }
    }
}
