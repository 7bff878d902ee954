/// An email address in the form that the API compares: trimmed and lower-cased.
package struct EmailAddress: Hashable, Comparable, Sendable, Codable {
    package let text: String

    /// Nil unless the trimmed text is `user@host.tld`: one `@`, a local part of at most 64 visible ASCII characters
    /// without quotes, and dot-separated host labels, the last of which is Punycode or at least two letters and hyphens
    /// (a practical subset of RFC 5321 §4.1.2, at most 254 characters as §4.5.3.1 allows; RFC 5890 §2.3.2.1).
    package init?(_ text: String) {
        let trimmed = text.utf8.drop(while: EmailAddress.isSpace).reversed().drop(while: EmailAddress.isSpace)
            .reversed()
        let bytes = trimmed.map { (65...90).contains($0) ? $0 + 32 : $0 }
        guard bytes.count <= 254, bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        let parts = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, EmailAddress.isLocalPart(parts[0]), EmailAddress.isHost(parts[1]) else { return nil }
        self.text = String(decoding: bytes, as: UTF8.self)
    }

    /// A regular expression for the documents that every valid address matches. It does not express that the local part
    /// has at most 64 characters.
    package static let pattern: String = {
        let atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
        let label = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
        let last = "([A-Za-z][A-Za-z-]{0,61}[A-Za-z]|[Xx][Nn]--[A-Za-z0-9-]{0,58}[A-Za-z0-9])"
        return "^[ \\t-\\r]*\(atom)(\\.\(atom))*@(\(label)\\.)+\(last)[ \\t-\\r]*$"
    }()

    /// Decodes the bare address.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let email = EmailAddress(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "must be an address of the form user@host.tld")
        }
        self = email
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    package static func < (a: EmailAddress, b: EmailAddress) -> Bool { a.text < b.text }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func isLocalPart(_ part: ArraySlice<UInt8>) -> Bool {
        let atoms = part.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let specials = Array(#"()<>[]:;\,""#.utf8)
        return (1...64).contains(part.count)
            && atoms.allSatisfy { !$0.isEmpty && $0.allSatisfy { !specials.contains($0) } }
    }

    private static func isHost(_ part: ArraySlice<UInt8>) -> Bool {
        let labels = part.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard labels.count >= 2, let last = labels.last else { return false }
        return labels.allSatisfy(isLabel) && (isWord(last) || last.starts(with: "xn--".utf8) && last.count > 4)
    }

    private static func isWord(_ label: ArraySlice<UInt8>) -> Bool {
        label.count >= 2 && label.allSatisfy { (97...122).contains($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isLabel(_ label: ArraySlice<UInt8>) -> Bool {
        let hyphen = UInt8(ascii: "-")
        return (1...63).contains(label.count) && label.first != hyphen && label.last != hyphen
            && label.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == hyphen }
    }
}
