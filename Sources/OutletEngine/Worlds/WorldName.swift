/// The legal names of worlds: `[a-z0-9][a-z0-9._~-]{0,63}`.
package enum WorldName {
    package static let rule = "1 to 64 characters of a-z, 0-9, '.', '_', '~' and '-', the first a letter or digit"

    package static func isLegal(_ name: String) -> Bool {
        let bytes = name.utf8
        guard (1...64).contains(bytes.count), let first = bytes.first, isAlphanumeric(first) else { return false }
        return bytes.allSatisfy { isAlphanumeric($0) || "._~-".utf8.contains($0) }
    }

    /// The part before the first `~`: the scenario that the name asks for; nil if there is no `~`.
    package static func scenario(of name: String) -> String? {
        guard let mark = name.firstIndex(of: "~") else { return nil }
        return String(name[..<mark])
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
