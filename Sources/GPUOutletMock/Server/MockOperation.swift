/// Selects calls: an operation, a group of operations, or all of them.
///
/// Each has a constant, and a string literal is equivalent: `.createRental`, `"createRental"`, `"POST /v1/rentals"`,
/// `.rentals`, `.all`. A call that is given an unknown word refuses it and suggests the closest valid one.
public struct MockOperation: RawRepresentable, Hashable, Sendable, ExpressibleByStringInterpolation {
    /// An operation's id, a method with its path, a group, or `*`.
    public let rawValue: String

    /// Creates a selector from a string that is known only at run time.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Creates a selector from a string literal.
    public init(stringLiteral word: String) { self.init(rawValue: word) }
}

extension MockOperation: CustomStringConvertible {
    /// The raw value.
    public var description: String { rawValue }
}
