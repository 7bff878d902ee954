/// One public key as OpenSSH writes it on a line of `authorized_keys` or a `.pub` file: type, base64 data, comment.
///
/// The data repeats the type and holds the key's numbers. All of it is checked as OpenSSH does when it reads the line,
/// and more strictly where OpenSSH corrects the data (leading zeros, RFC 4251 §5), so that every accepted key lets its
/// owner in. Sources: RFC 4253 §6.6, RFC 5656 §3.1, RFC 8709 §4 and OpenSSH's PROTOCOL.u2f.
package struct SSHPublicKey: Hashable, Sendable {
    /// The types that the API accepts, by their SSH names.
    package enum Algorithm: String, CaseIterable, Sendable {
        case ed25519 = "ssh-ed25519"
        case rsa = "ssh-rsa"
        case ecdsaP256 = "ecdsa-sha2-nistp256"
        case ecdsaP384 = "ecdsa-sha2-nistp384"
        case ecdsaP521 = "ecdsa-sha2-nistp521"
        /// The two that are kept on a security key.
        case securityKeyEd25519 = "sk-ssh-ed25519@openssh.com"
        case securityKeyECDSA = "sk-ecdsa-sha2-nistp256@openssh.com"
    }

    package static let minimumRSABits = 2048

    package let algorithm: Algorithm
    /// The size as `ssh-keygen -l` gives it.
    package let bits: Int
    /// `SHA256:` and the unpadded base64 of the data's hash, exactly as `ssh-keygen -l` prints it.
    package let fingerprint: String
    /// What follows the data, often `user@host`; empty if nothing does.
    package let comment: String

    /// Why a line is not a key that the API accepts; nil if it is.
    package static func problem(_ line: String) -> SSHPublicKeyProblem? {
        do throws(SSHPublicKeyProblem) {
            _ = try SSHPublicKey(line: line)
            return nil
        } catch {
            return error
        }
    }

    /// Parses a line. White space around it, including a final line break, is ignored.
    package init(line text: String) throws(SSHPublicKeyProblem) {
        let line = try SSHKeyLine(text)
        guard let blob = Base64.decode(line.data) else { throw .notBase64 }
        var reader = SSHBlobReader(blob)
        let named = String(decoding: try reader.string("its type"), as: UTF8.self)
        guard named == line.type else { throw .typeMismatch(line: line.type, data: named) }
        guard let algorithm = Algorithm(rawValue: named) else {
            try reader.readDSA()
            throw .dsa
        }
        let bits = try reader.readKey(of: algorithm)
        guard algorithm != .rsa || bits >= SSHPublicKey.minimumRSABits else { throw .shortRSA(bits: bits) }
        self.algorithm = algorithm
        self.bits = bits
        self.fingerprint = "SHA256:" + Base64.encode(SHA256.hash(blob), padded: false)
        self.comment = line.comment
    }

    /// Whether this is a key type: one that the API accepts, or DSA, which is known only to be refused as weak.
    static func knows(_ type: String) -> Bool {
        type == "ssh-dss" || Algorithm(rawValue: type) != nil
    }
}
