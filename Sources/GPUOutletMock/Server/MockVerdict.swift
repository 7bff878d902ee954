/// One of the judgements on a client.
///
/// There is a constant for each, and a string says the same: `.honoursRetryAfter`, `"honours-retry-after"`.
public struct MockVerdict: RawRepresentable, Hashable, Sendable, ExpressibleByStringInterpolation {
    /// The name as reports print it: `honours-retry-after`.
    public let rawValue: String

    /// The same, for a word that is not known when the test is written.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The same, for a literal.
    public init(stringLiteral word: String) { self.init(rawValue: word) }
}

extension MockVerdict: CustomStringConvertible {
    /// The word itself.
    public var description: String { rawValue }
}
