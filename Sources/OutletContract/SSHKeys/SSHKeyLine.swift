/// The three fields of a public key's line, split but not yet interpreted.
///
/// Works on bytes: as Swift characters, a carriage return and the line feed after it are one, and so are a space and a
/// combining mark after it.
struct SSHKeyLine {
    let type: String
    let data: String
    let comment: String

    init(_ text: String) throws(SSHPublicKeyProblem) {
        let line = try SSHKeyLine.singleLine(text)
        let (type, rest) = SSHKeyLine.firstField(of: line)
        guard SSHPublicKey.knows(type) else { throw SSHKeyLine.problem(ofType: type, rest: rest) }
        guard !rest.isEmpty else { throw .noData }
        let (data, comment) = SSHKeyLine.firstField(of: rest)
        self.type = type
        self.data = data
        self.comment = String(comment)
    }

    /// Returns the line without the white space around it, if it is a single line that could be a public key.
    private static func singleLine(_ text: String) throws(SSHPublicKeyProblem) -> Substring {
        let line = trimmed(text[...])
        guard !line.isEmpty else { throw .empty }
        guard !line.contains("PRIVATE KEY-----"), !line.hasPrefix("PuTTY-User-Key-File") else { throw .privateKey }
        guard !line.hasPrefix("-----BEGIN "), !line.hasPrefix("---- BEGIN ") else { throw .otherFormat }
        guard !line.utf8.contains(where: isBreak) else { throw .severalLines }
        guard !line.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) else { throw .controlCharacter }
        return line
    }

    /// Why a line that begins with an unknown type is refused.
    private static func problem(ofType type: String, rest: Substring) -> SSHPublicKeyProblem {
        if type.hasSuffix(certificateSuffix) { return .certificate }
        let later = rest.utf8.split(whereSeparator: isBlank).map { String(Substring($0)) }
        let hasOptions = later.contains { SSHPublicKey.knows($0) || $0.hasSuffix(certificateSuffix) }
        return hasOptions ? .options : .unknownType(type)
    }

    private static let certificateSuffix = "-cert-v01@openssh.com"

    private static func firstField(of text: Substring) -> (field: String, rest: Substring) {
        let end = text.utf8.firstIndex(where: isBlank) ?? text.endIndex
        return (String(text[..<end]), trimmed(text[end...]))
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let isInk = { (byte: UInt8) in !isBlank(byte) && !isBreak(byte) }
        guard let first = text.utf8.firstIndex(where: isInk), let last = text.utf8.lastIndex(where: isInk) else {
            return ""
        }
        return text[first...last]
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    private static func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
