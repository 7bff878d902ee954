/// How much the JSON reader forgives.
package enum JSONDialect: Hashable, Sendable {
    /// RFC 8259 to the letter: what travels between client and server.
    case strict
    /// What people write by hand, the everyday part of JSON5: comments, trailing commas, bare keys, single quotes
    /// and a byte order mark. Numbers stay those of RFC 8259.
    case relaxed
}
