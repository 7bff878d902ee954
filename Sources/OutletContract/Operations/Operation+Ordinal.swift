/// Table indices of operations and error codes.
///
/// A case without a payload is one byte, its number in order of declaration; a test checks that against `allCases`.
/// Hashing uses it too, because an enum with raw values hashes its text by default.
extension Operation {
    /// The index in `allCases`, from 0.
    package var ordinal: Int { Int(unsafeBitCast(self, to: UInt8.self)) }

    package func hash(into hasher: inout Hasher) { hasher.combine(unsafeBitCast(self, to: UInt8.self)) }
}

extension ErrorCode {
    /// The index in `allCases`, from 0.
    package var ordinal: Int { Int(unsafeBitCast(self, to: UInt8.self)) }

    package func hash(into hasher: inout Hasher) { hasher.combine(unsafeBitCast(self, to: UInt8.self)) }
}
