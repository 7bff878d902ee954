extension String {
    /// Whether both are the same Unicode scalars. `==` also equates a composed letter with a letter and its accent,
    /// which JSON (RFC 8259 §8.3) and every name on the wire keep apart.
    package func isSpelled(like other: String) -> Bool {
        if utf8.count != other.utf8.count { return false }
        return withBytes { bytes in other.withBytes { bytes.isSame(as: $0) } }
    }
}

/// A text that compares and hashes by its bytes.
struct ExactText: Hashable {
    private let text: String

    init(_ text: String) { self.text = text }

    static func == (a: ExactText, b: ExactText) -> Bool { a.text.isSpelled(like: b.text) }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
