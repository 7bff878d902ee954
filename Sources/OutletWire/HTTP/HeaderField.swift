/// One header field of a message. Names are compared without regard to case (RFC 9110 §5.1) and kept as written.
package struct HeaderField: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// Whether `name` may stand before a colon (RFC 9110 §5.1). For whoever takes names from a user: the writer of
    /// responses leaves out a field whose name is none.
    package static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy(\.isTokenCharacter)
    }
}
