/// Which account of a world is meant: its place in `World.accounts`, from which none is ever removed.
package struct UserID: Hashable, Comparable, Sendable, Codable {
    package let place: Int

    package init(place: Int) { self.place = place }

    /// As the bare place.
    package init(from decoder: any Decoder) throws {
        place = try decoder.singleValueContainer().decode(Int.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(place)
    }

    package static func < (a: UserID, b: UserID) -> Bool { a.place < b.place }
}
