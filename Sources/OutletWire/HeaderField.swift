/// One header field of a message. Names are compared without regard to case (RFC 9110 §5.1) and kept as written.
package struct HeaderField: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
