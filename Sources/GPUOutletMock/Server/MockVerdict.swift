/// One of the judgements on a client.
///
/// There is a constant for each, and a string says the same: `.honoursRetryAfter`, `"honours-retry-after"`.
public struct MockVerdict: RawRepresentable, Hashable, Sendable, ExpressibleByStringInterpolation {
    /// The name as reports print it: `honours-retry-after`.
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    /// The same, for a literal.
    public init(stringLiteral word: String) { self.init(rawValue: word) }
}

extension MockVerdict: CustomStringConvertible {
    public var description: String { rawValue }
}
