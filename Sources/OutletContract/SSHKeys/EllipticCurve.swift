/// One of the three curves y² = x³ − 3x + b over a prime field that SSH uses (FIPS 186-4, D.1.2).
///
/// It only tests whether a point is on the curve, so the arithmetic is as simple as possible: numbers are little-endian
/// words with one spare word, and multiplication is double-and-add, bit by bit.
struct EllipticCurve: Sendable {
    let name: String
    let bits: Int
    private let prime: [UInt64]
    private let b: [UInt64]

    static let p256 = EllipticCurve(
        name: "nistp256", bits: 256,
        prime: """
            ffffffff00000001 0000000000000000 00000000ffffffff ffffffffffffffff
            """,
        b: """
            5ac635d8aa3a93e7 b3ebbd55769886bc 651d06b0cc53b0f6 3bce3c3e27d2604b
            """)

    static let p384 = EllipticCurve(
        name: "nistp384", bits: 384,
        prime: """
            ffffffffffffffff ffffffffffffffff ffffffffffffffff fffffffffffffffe ffffffff00000000 00000000ffffffff
            """,
        b: """
            b3312fa7e23ee7e4 988e056be3f82d19 181d9c6efe814112 0314088f5013875a c656398d8a2ed19d 2a85c8edd3ec2aef
            """)

    static let p521 = EllipticCurve(
        name: "nistp521", bits: 521,
        prime: """
            00000000000001ff ffffffffffffffff ffffffffffffffff ffffffffffffffff ffffffffffffffff ffffffffffffffff \
            ffffffffffffffff ffffffffffffffff ffffffffffffffff
            """,
        b: """
            0000000000000051 953eb9618e1c9a1f 929a21a0b68540ee a2da725b99b315f3 b8b489918ef109e1 56193951ec7e937b \
            1652c0bd3bb1bf07 3573df883d2c34f1 ef451fd46b503f00
            """)

    private init(name: String, bits: Int, prime: String, b: String) {
        self.name = name
        self.bits = bits
        self.prime = EllipticCurve.words(prime)
        self.b = EllipticCurve.words(b)
    }

    var coordinateBytes: Int { (bits + 7) / 8 }

    /// Whether two concatenated coordinates are a point of the curve that OpenSSH accepts: both below the prime and
    /// longer than half of it (`sshkey_ec_validate_public`).
    func contains(_ coordinates: [UInt8]) -> Bool {
        // Always so: the only caller checks the point's length first.
        precondition(coordinates.count == 2 * coordinateBytes, "a point is two coordinates of the field's size")
        let x = number(coordinates[..<coordinateBytes])
        let y = number(coordinates[coordinateBytes...])
        guard isBelowPrime(x), isBelowPrime(y), bitWidth(x) > bits / 2, bitWidth(y) > bits / 2 else { return false }
        let cube = product(product(x, x), x)
        let threefold = sum(sum(x, x), x)
        return product(y, y) == sum(difference(cube, threefold), b)
    }

    // MARK: Arithmetic modulo the prime, of numbers below it

    private func product(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
        var result = [UInt64](repeating: 0, count: prime.count)
        for bit in stride(from: bits - 1, through: 0, by: -1) {
            result = sum(result, result)
            if a[bit / 64] >> UInt64(bit % 64) & 1 == 1 { result = sum(result, b) }
        }
        return result
    }

    private func sum(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
        var result = a
        var carry: UInt64 = 0
        for index in result.indices {
            let (first, firstOver) = result[index].addingReportingOverflow(b[index])
            let (second, secondOver) = first.addingReportingOverflow(carry)
            result[index] = second
            carry = firstOver || secondOver ? 1 : 0
        }
        return isBelowPrime(result) ? result : subtracted(prime, from: result)
    }

    private func difference(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
        sum(a, subtracted(b, from: prime))
    }

    private func subtracted(_ b: [UInt64], from a: [UInt64]) -> [UInt64] {
        var result = a
        var borrow: UInt64 = 0
        for index in result.indices {
            let (first, firstUnder) = result[index].subtractingReportingOverflow(b[index])
            let (second, secondUnder) = first.subtractingReportingOverflow(borrow)
            result[index] = second
            borrow = firstUnder || secondUnder ? 1 : 0
        }
        return result
    }

    private func isBelowPrime(_ number: [UInt64]) -> Bool {
        number.reversed().lexicographicallyPrecedes(prime.reversed())
    }

    private func bitWidth(_ number: [UInt64]) -> Int {
        guard let top = number.lastIndex(where: { $0 != 0 }) else { return 0 }
        return top * 64 + 64 - number[top].leadingZeroBitCount
    }

    /// Big-endian bytes as words.
    private func number(_ bytes: ArraySlice<UInt8>) -> [UInt64] {
        var result = [UInt64](repeating: 0, count: prime.count)
        for (offset, byte) in bytes.reversed().enumerated() {
            result[offset / 8] |= UInt64(byte) << UInt64(offset % 8 * 8)
        }
        return result
    }

    /// Parses words of sixteen hexadecimal digits, most significant first, and adds the spare word.
    private static func words(_ text: String) -> [UInt64] {
        text.split(separator: " ").reversed().map { word in
            // Always so: the words are the curves' constants, which tests read.
            guard let value = UInt64(word, radix: 16) else { preconditionFailure("\(word) is no hexadecimal word") }
            return value
        } + [0]
    }
}
