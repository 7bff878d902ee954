/// Ids that have been dealt with, in the order in which they came; each is found at once.
struct SeenIds: Sendable {
    private var ids = Blocks<String>()
    private var index = PlaceIndex()

    func contains(_ id: String) -> Bool { contains(id, PlaceIndex.hash(id)) }

    private func contains(_ id: String, _ hash: UInt32) -> Bool { index.place(hash) { ids[$0] == id } != nil }

    /// Returns whether the id is new.
    @discardableResult
    mutating func insert(_ id: String) -> Bool {
        let hash = PlaceIndex.hash(id)
        guard !contains(id, hash) else { return false }
        index.add(ids.count, hash)
        ids.append(id)
        return true
    }
}

extension SeenIds: Hashable {
    static func == (a: SeenIds, b: SeenIds) -> Bool { a.ids == b.ids }
    func hash(into hasher: inout Hasher) { hasher.combine(ids) }
}

extension SeenIds: Codable {
    init(from decoder: any Decoder) throws {
        for id in try decoder.singleValueContainer().decode([String].self) { insert(id) }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(ids)
    }
}
