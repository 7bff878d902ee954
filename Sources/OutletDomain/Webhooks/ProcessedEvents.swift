/// Ids already processed, in order of arrival, with constant-time lookup.
struct ProcessedEvents: Sendable {
    private var ids = Blocks<String>()
    private var rowIndex = RowIndex()

    func contains(_ id: String) -> Bool { contains(id, RowIndex.hash(id)) }

    private func contains(_ id: String, _ hash: UInt32) -> Bool { rowIndex.find(hash) { ids[$0] == id } != nil }

    /// Adds an id; returns whether it is new.
    @discardableResult
    mutating func insert(_ id: String) -> Bool {
        let hash = RowIndex.hash(id)
        guard !contains(id, hash) else { return false }
        rowIndex.add(ids.count, hash)
        ids.append(id)
        return true
    }
}

extension ProcessedEvents: Hashable {
    static func == (a: ProcessedEvents, b: ProcessedEvents) -> Bool { a.ids == b.ids }
    func hash(into hasher: inout Hasher) { hasher.combine(ids) }
}

extension ProcessedEvents: Codable {
    init(from decoder: any Decoder) throws {
        for id in try decoder.singleValueContainer().decode([String].self) { insert(id) }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(ids)
    }
}
