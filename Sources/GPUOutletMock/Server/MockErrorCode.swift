/// One of the API's error codes, or of the double's own.
///
/// There is a constant for each of the API's, and a string says the same: `.rateLimited`, `"rate_limited"`.
public struct MockErrorCode: RawRepresentable, Hashable, Sendable, ExpressibleByStringInterpolation {
    /// The code as answers carry it: `rate_limited`.
    public let rawValue: String

    /// The same, for a word that is not known when the test is written.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The same, for a literal.
    public init(stringLiteral word: String) { self.init(rawValue: word) }
}

extension MockErrorCode: CustomStringConvertible {
    /// The word itself.
    public var description: String { rawValue }
}
