/// An error code of the API or of the double itself.
///
/// Each API code has a constant, and a string literal is equivalent: `.rateLimited`, `"rate_limited"`.
public struct MockErrorCode: RawRepresentable, Hashable, Sendable, ExpressibleByStringInterpolation {
    /// The code as it appears in answers: `rate_limited`.
    public let rawValue: String

    /// Creates a code from a string that is known only at run time.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Creates a code from a string literal.
    public init(stringLiteral word: String) { self.init(rawValue: word) }
}

extension MockErrorCode: CustomStringConvertible {
    /// The raw value.
    public var description: String { rawValue }
}
