import OutletContract
import Testing

extension SSHPublicKeyTests {
    /// Data whose pieces are there but do not make a key: the pieces after the type's name, and what the refusal says.
    static let unsound: [(type: String, parts: [[UInt8]], words: String)] =
        ed25519Cases + rsaCases + ecdsaCases + securityKeyCases

    private static let ed25519Cases: [(type: String, parts: [[UInt8]], words: String)] = [
        ("ssh-ed25519", [[UInt8](repeating: 7, count: 31)], "this one has 31"),
        ("ssh-ed25519", [[UInt8](repeating: 7, count: 33)], "this one has 33"),
        ("ssh-ed25519", [[]], "this one has 0"),
        ("ssh-ed25519", [[UInt8](repeating: 7, count: 32), [1]], "goes on for 5 bytes"),
    ]

    private static let modulus = SSHBlob.parts(of: SSHKeyFixtures.accepted[1].data)[2]
    private static let exponent: [UInt8] = [1, 0, 1]

    private static let rsaCases: [(type: String, parts: [[UInt8]], words: String)] = [
        ("ssh-rsa", [exponent], "ends before the RSA modulus"),
        ("ssh-rsa", [[], modulus], "zero or a negative number as the RSA exponent"),
        ("ssh-rsa", [[0], modulus], "needless zeros in the RSA exponent"),
        ("ssh-rsa", [[0] + exponent, modulus], "needless zeros in the RSA exponent"),
        ("ssh-rsa", [exponent, [0] + modulus], "needless zeros in the RSA modulus"),
        ("ssh-rsa", [exponent, Array(modulus.dropFirst())], "zero or a negative number as the RSA modulus"),
        ("ssh-rsa", [[1, 0, 0], modulus], "odd and greater than 1"), ("ssh-rsa", [[1], modulus], "greater than 1"),
        ("ssh-rsa", [exponent, modulus.dropLast() + [modulus[modulus.count - 1] ^ 1]], "modulus must be odd"),
        ("ssh-rsa", [exponent, [0x7f] + [UInt8](repeating: 1, count: 2048)], "RSA modulus has more than 16384 bits"),
        ("ssh-rsa", [exponent, modulus, []], "goes on for 4 bytes"),
        ("ssh-dss", [modulus, [3], [5]], "ends before the DSA number y"),
        ("ssh-dss", [modulus, [3], [5], [7], [9]], "goes on for 5 bytes"),
    ]

    private static let point = SSHBlob.parts(of: SSHKeyFixtures.accepted[4].data)[2]
    private static let nistp256 = Array("nistp256".utf8)
    private static let p256 = "ecdsa-sha2-nistp256"

    private static let ecdsaCases: [(type: String, parts: [[UInt8]], words: String)] = [
        (p256, [Array("nistp384".utf8), point], "asks for the curve nistp256"),
        (p256, [[], point], "asks for the curve nistp256"),
        (p256, [nistp256, []], "0x04 and two coordinates of 32 bytes"),
        (p256, [nistp256, [0]], "0x04 and two coordinates"),
        (p256, [nistp256, [2 + point[64] % 2] + point[1...32]], "0x04 and two coordinates"),
        (p256, [nistp256, [6] + point.dropFirst()], "0x04 and two coordinates"),
        (p256, [nistp256, point + [0]], "0x04 and two coordinates"),
        (p256, [nistp256, point.dropLast() + [point[64] ^ 1]], "does not lie on the curve nistp256"),
        (p256, [nistp256, [4] + [UInt8](repeating: 0, count: 64)], "does not lie on the curve"),
        (p256, [nistp256, [4] + [UInt8](repeating: 0xff, count: 64)], "does not lie on the curve"),
        (p256, [nistp256, point, [0]], "goes on for 5 bytes"),
        ("ecdsa-sha2-nistp521", [Array("nistp521".utf8), point], "two coordinates of 66 bytes"),
    ]

    private static let securityKeyCases: [(type: String, parts: [[UInt8]], words: String)] = [
        (
            "sk-ssh-ed25519@openssh.com", [[UInt8](repeating: 7, count: 32)],
            "ends before the security key's application"
        ),
        ("sk-ssh-ed25519@openssh.com", [[UInt8](repeating: 7, count: 32), [0x73, 0]], "holds a NUL"),
        ("sk-ecdsa-sha2-nistp256@openssh.com", [nistp256, point], "ends before the security key's application"),
        ("sk-ecdsa-sha2-nistp256@openssh.com", [nistp256, point, [], []], "goes on for 4 bytes"),
    ]

    @Test("are refused when their numbers are unsound", arguments: unsound)
    func unsound(type: String, parts: [[UInt8]], words: String) {
        var blob = SSHBlob(Array(type.utf8))
        for part in parts { blob.append(part) }
        let problem = problem(type: type, blob: blob.bytes)
        #expect(problem?.sentence.contains(words) == true, "\(problem?.sentence ?? "taken")")
        #expect(problem?.code == .validationFailed)
    }

    @Test("lie on their curve to the last bit", arguments: SSHKeyFixtures.accepted[4...6])
    func everyBitCounts(fixture: SSHKeyFixtures.Accepted) throws {
        let parts = SSHBlob.parts(of: fixture.data)
        for bit in stride(from: 8, to: parts[2].count * 8, by: 37) {
            var point = parts[2]
            point[bit / 8] ^= 1 << UInt8(bit % 8)
            let blob = SSHBlob(parts[0], parts[1], point)
            #expect(problem(type: fixture.algorithm.rawValue, blob: blob.bytes)?.sentence.contains("lie on") == true)
        }
    }
}
