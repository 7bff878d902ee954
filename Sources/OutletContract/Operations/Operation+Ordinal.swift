/// Places in tables: an operation's, and an error code's.
///
/// A case without a payload is one byte, its number in the order of the declaration; a test holds that against
/// `allCases`. Hashing goes by it too: what an enum with raw values hashes by itself is its text.
extension Operation {
    /// From 0, in the order of `allCases`.
    package var ordinal: Int { Int(unsafeBitCast(self, to: UInt8.self)) }

    package func hash(into hasher: inout Hasher) { hasher.combine(unsafeBitCast(self, to: UInt8.self)) }
}

extension ErrorCode {
    /// From 0, in the order of `allCases`.
    package var ordinal: Int { Int(unsafeBitCast(self, to: UInt8.self)) }

    package func hash(into hasher: inout Hasher) { hasher.combine(unsafeBitCast(self, to: UInt8.self)) }
}
