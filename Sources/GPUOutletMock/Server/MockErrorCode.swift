/// One of the API's error codes, or of the double's own.
///
/// There is a constant for each of the API's, and a string says the same: `.rateLimited`, `"rate_limited"`.
public struct MockErrorCode: RawRepresentable, Hashable, Sendable, ExpressibleByStringInterpolation {
    /// The code as answers carry it: `rate_limited`.
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    /// The same, for a literal.
    public init(stringLiteral word: String) { self.init(rawValue: word) }
}

extension MockErrorCode: CustomStringConvertible {
    public var description: String { rawValue }
}
