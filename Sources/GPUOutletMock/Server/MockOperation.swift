/// Which calls are meant: an operation, a group of operations, or all of them.
///
/// There is a constant for each, and a string says the same: `.createRental`, `"createRental"`, `"POST /v1/rentals"`,
/// `.rentals`, `.all`. What is unknown is refused by the call it is given to, with the nearest word.
public struct MockOperation: RawRepresentable, Hashable, Sendable, ExpressibleByStringInterpolation {
    /// An operation's id, a method with its path, a group, or `*`.
    public let rawValue: String

    /// The same, for a word that is not known when the test is written.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The same, for a literal.
    public init(stringLiteral word: String) { self.init(rawValue: word) }
}

extension MockOperation: CustomStringConvertible {
    /// The word itself.
    public var description: String { rawValue }
}
