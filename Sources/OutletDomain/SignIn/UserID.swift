/// Which account of a world is meant: its place in `ProviderState.accounts`, from which none is ever removed.
package struct UserID: Hashable, Comparable, Sendable, Codable {
    package let index: Int

    package init(index: Int) { self.index = index }

    /// As the bare place.
    package init(from decoder: any Decoder) throws {
        index = try decoder.singleValueContainer().decode(Int.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(index)
    }

    package static func < (a: UserID, b: UserID) -> Bool { a.index < b.index }
}
