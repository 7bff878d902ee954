/// Identifies an account of a world by its index in `ProviderState.accounts`, from which none is ever removed.
package struct UserID: Hashable, Comparable, Sendable, Codable {
    package let index: Int

    package init(index: Int) { self.index = index }

    /// Codes the bare index.
    package init(from decoder: any Decoder) throws {
        index = try decoder.singleValueContainer().decode(Int.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(index)
    }

    package static func < (a: UserID, b: UserID) -> Bool { a.index < b.index }
}
