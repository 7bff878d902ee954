import OutletWire

/// Why a line is not an SSH public key that the API accepts.
package enum SSHPublicKeyProblem: Error, Hashable, Sendable {
    case empty
    case privateKey
    /// A public key in another format: PEM, RFC 4716 or PKCS#8.
    case otherFormat
    case severalLines
    case controlCharacter
    case certificate
    /// The line begins with options, as `authorized_keys` allows (sshd(8), "AUTHORIZED_KEYS FILE FORMAT").
    case options
    case unknownType(String)
    case noData
    case notBase64
    /// The line names one type, and the data another.
    case typeMismatch(line: String, data: String)
    /// The data is not what its type requires; the sentence says why.
    case malformed(String)
    case shortRSA(bits: Int)
    case dsa

    /// The error code: keys that are well formed but too weak have their own.
    package var code: ErrorCode {
        switch self {
        case .shortRSA, .dsa: .weakKey
        default: .validationFailed
        }
    }

    package var sentence: String {
        switch self {
        case .empty: "The public key is empty."
        case .privateKey: "This is a private key. Keep it to yourself, and send the line from the .pub file instead."
        case .otherFormat:
            "The key is not in OpenSSH's one-line format; convert it with ssh-keygen -i, or send the line from the "
                + ".pub file."
        case .severalLines: "The public key must be a single line; send one key at a time."
        case .controlCharacter: "The public key holds a control character; send the line of the .pub file unchanged."
        case .certificate: "This is a certificate; send the plain public key that it certifies."
        case .options: "The line begins with options; it must begin with the key's type."
        case .unknownType(let name):
            "The line begins with \"\(SSHPublicKeyProblem.shortened(name))\", which is not a key type; it must begin with "
                + "one of \(SSHPublicKey.Algorithm.allCases.map(\.rawValue).joined(separator: ", "))."
        case .noData: "The key's data is missing; the line must read: type, base64 data, comment."
        case .notBase64: "The key's data is not base64; it may have been cut off or wrapped."
        case .typeMismatch(let line, let data):
            "The line says \(line), but its data holds \"\(SSHPublicKeyProblem.shortened(data))\"."
        case .malformed(let sentence): sentence
        case .shortRSA(let bits):
            "The RSA key has \(Counted(bits, "bit")); at least \(SSHPublicKey.minimumRSABits) are required."
        case .dsa: "DSA keys are too weak; use Ed25519, ECDSA or RSA with at least \(SSHPublicKey.minimumRSABits) bits."
        }
    }

    /// The start of a client's text, enough to recognise it, with control characters replaced.
    private static func shortened(_ text: String) -> String {
        let shown = text.count <= 40 ? text : text.prefix(39) + "…"
        return String(
            String.UnicodeScalarView(
                shown.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
    }
}
