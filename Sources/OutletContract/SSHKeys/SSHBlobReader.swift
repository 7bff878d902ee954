import OutletWire

/// Reads the data of an SSH public key: length-prefixed strings and numbers (RFC 4251 §5), to the last byte.
struct SSHBlobReader {
    /// OpenSSH accepts no larger numbers (`SSHBUF_MAX_BIGNUM`).
    private static let maximumNumberBits = 16384

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads a key of this type from after the type's name, and returns its size in bits. Its numbers must be valid,
    /// and the data must end with them.
    mutating func readKey(of algorithm: SSHPublicKey.Algorithm) throws(SSHPublicKeyProblem) -> Int {
        let bits: Int
        switch algorithm {
        case .ed25519: bits = try readEd25519()
        case .rsa: bits = try readRSA()
        case .ecdsaP256: bits = try readECDSA(.p256)
        case .ecdsaP384: bits = try readECDSA(.p384)
        case .ecdsaP521: bits = try readECDSA(.p521)
        case .securityKeyEd25519:
            bits = try readEd25519()
            try readApplication()
        case .securityKeyECDSA:
            bits = try readECDSA(.p256)
            try readApplication()
        }
        try end()
        return bits
    }

    /// Reads the four numbers of a DSA key (RFC 4253 §6.6), to tell a weak key from a garbled one.
    mutating func readDSA() throws(SSHPublicKeyProblem) {
        for name in ["p", "q", "g", "y"] { _ = try number("the DSA number \(name)") }
        try end()
    }

    /// Reads the next string; `what` names it in the refusal if the data ends too early.
    mutating func string(_ what: String) throws(SSHPublicKeyProblem) -> ArraySlice<UInt8> {
        guard bytes.count - position >= 4 else { throw .malformed("The key's data ends before \(what).") }
        let length = bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
        position += 4
        guard bytes.count - position >= length else { throw .malformed("The key's data ends within \(what).") }
        defer { position += length }
        return bytes[position..<position + length]
    }

    private mutating func readEd25519() throws(SSHPublicKeyProblem) -> Int {
        let point = try string("the Ed25519 point")
        guard point.count == 32 else {
            throw .malformed("An Ed25519 key has 32 bytes, and this one has \(point.count).")
        }
        return 256
    }

    private mutating func readRSA() throws(SSHPublicKeyProblem) -> Int {
        let exponent = try number("the RSA exponent")
        let modulus = try number("the RSA modulus")
        guard let last = exponent.last, last & 1 == 1, exponent != [1] else {
            throw .malformed("The RSA exponent must be odd and greater than 1.")
        }
        guard let last = modulus.last, last & 1 == 1, let first = modulus.first else {
            throw .malformed("The RSA modulus must be odd.")
        }
        return modulus.count * 8 - first.leadingZeroBitCount
    }

    private mutating func readECDSA(_ curve: EllipticCurve) throws(SSHPublicKeyProblem) -> Int {
        let name = String(decoding: try string("the curve's name"), as: UTF8.self)
        guard name == curve.name else {
            throw .malformed("The key's type asks for the curve \(curve.name), and its data names another.")
        }
        let point = try string("the curve's point")
        guard point.first == 0x04, point.count == 1 + 2 * curve.coordinateBytes else {
            throw .malformed(
                "A point on \(curve.name) is 0x04 and two coordinates of \(curve.coordinateBytes) bytes each.")
        }
        guard curve.contains(Array(point.dropFirst())) else {
            throw .malformed("The point does not lie on the curve \(curve.name).")
        }
        return curve.bits
    }

    /// Reads the security key's application, usually `ssh:`.
    private mutating func readApplication() throws(SSHPublicKeyProblem) {
        guard try !string("the security key's application").contains(0) else {
            throw .malformed("The security key's application holds a NUL.")
        }
    }

    /// Reads a positive number and returns its bytes, most significant first, without leading zeros.
    private mutating func number(_ what: String) throws(SSHPublicKeyProblem) -> ArraySlice<UInt8> {
        let written = try string(what)
        guard let first = written.first, first & 0x80 == 0 else {
            throw .malformed("The key's data holds zero or a negative number as \(what).")
        }
        let magnitude = first == 0 ? written.dropFirst() : written
        guard let lead = magnitude.first, first != 0 || lead & 0x80 != 0 else {
            throw .malformed("The key's data holds needless zeros in \(what).")
        }
        guard magnitude.count * 8 <= SSHBlobReader.maximumNumberBits else {
            throw .malformed("\(what.prefix(1).uppercased() + what.dropFirst()) has more than 16384 bits.")
        }
        return magnitude
    }

    private func end() throws(SSHPublicKeyProblem) {
        guard position == bytes.count else {
            throw .malformed("The key's data goes on for \(Counted(bytes.count - position, "byte")) after its end.")
        }
    }
}
