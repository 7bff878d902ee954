/// One header field of a message. Names are compared ignoring case (RFC 9110 §5.1) and kept as written.
package struct HeaderField: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// Whether `name` is a valid field name (RFC 9110 §5.1), for code that takes names from users: a `HeaderBlock`
    /// leaves out fields with invalid names.
    package static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy(\.isTokenCharacter)
    }
}
