/// Universally unique, lexicographically sortable identifiers: 10 characters of time, 16 of draw, in Crockford's
/// base 32 (https://github.com/ulid/spec).
package enum ULID {
    package static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// 26 characters; times before 1970 count as 1970.
    package static func text(at moment: Instant, draw: inout SeededDraw) -> String {
        var characters = [UInt8](repeating: 0, count: 26)
        var time = UInt64(max(0, moment.milliseconds))
        for place in (0..<10).reversed() {
            characters[place] = alphabet[Int(time & 31)]
            time >>= 5
        }
        var bits = draw.next()
        for place in 10..<26 {
            if place == 18 { bits = draw.next() }
            characters[place] = alphabet[Int(bits & 31)]
            bits >>= 5
        }
        return String(decoding: characters, as: UTF8.self)
    }
}
