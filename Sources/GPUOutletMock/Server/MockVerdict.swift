/// A verdict on a client.
///
/// Each has a constant, and a string literal is equivalent: `.honoursRetryAfter`, `"honours-retry-after"`.
public struct MockVerdict: RawRepresentable, Hashable, Sendable, ExpressibleByStringInterpolation {
    /// The name as reports print it: `honours-retry-after`.
    public let rawValue: String

    /// Creates a verdict's name from a string that is known only at run time.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Creates a verdict's name from a string literal.
    public init(stringLiteral word: String) { self.init(rawValue: word) }
}

extension MockVerdict: CustomStringConvertible {
    /// The raw value.
    public var description: String { rawValue }
}
