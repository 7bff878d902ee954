/// Ids that have been dealt with, in the order in which they came; each is found at once.
struct SeenIds: Sendable {
    private var ids: [String] = []
    private var index: Set<String> = []

    func contains(_ id: String) -> Bool { index.contains(id) }

    /// Returns whether the id is new.
    @discardableResult
    mutating func insert(_ id: String) -> Bool {
        guard index.insert(id).inserted else { return false }
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
