/// Pseudorandom numbers as a pure function of (seed, purpose, ordinal): the only source of randomness here.
///
/// Because a draw depends on nothing else, a new kind of draw does not change the others, and two worlds with one seed
/// are identical. The mixing is SplitMix64 (Steele, Lea, Flood 2014) over an FNV-1a hash of the purpose.
package struct SeededDraw: Sendable {
    private var state: UInt64

    /// - Parameters:
    ///   - purpose: what the draw is for: a resource kind, a fault id, `code`.
    ///   - ordinal: the number of the draw for that purpose, from 1.
    package init(seed: Int, purpose: String, ordinal: Int) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in purpose.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        state = SeededDraw.mix(UInt64(bitPattern: Int64(seed)) &+ 0x9E37_79B9_7F4A_7C15)
        state = SeededDraw.mix(state ^ hash)
        state = SeededDraw.mix(state ^ UInt64(bitPattern: Int64(ordinal)))
    }

    /// The next 64 bits.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return SeededDraw.mix(state)
    }

    /// The next number in 0 ..< 1, in steps of 2⁻⁵³.
    package mutating func nextFraction() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// The next number in 0 ..< bound; the bias of the modulus is below bound ÷ 2⁶⁴.
    package mutating func next(below bound: Int) -> Int {
        // Always so: bounds are constants, or the lengths of lists that are not empty.
        precondition(bound > 0, "a draw needs at least one outcome")
        return Int(next() % UInt64(bound))
    }

    /// The next `count` characters of `alphabet`.
    package mutating func nextText(_ count: Int, of alphabet: [UInt8]) -> String {
        String(decoding: (0..<count).map { _ in alphabet[next(below: alphabet.count)] }, as: UTF8.self)
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
