/// How lenient the JSON reader is.
package enum JSONDialect: Hashable, Sendable {
    /// RFC 8259 to the letter, for traffic between client and server.
    case strict
    /// The everyday part of JSON5, for files written by hand: comments, trailing commas, bare keys, single quotes and a
    /// byte order mark. Numbers must still follow RFC 8259.
    case relaxed
}
