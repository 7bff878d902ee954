import OutletContract

/// Everything that will happen by itself, each thing once.
///
/// The soonest stands first, and what has left leaves a gap before it. Most of what is planned lies further ahead than
/// all else and goes to the end; a binary search finds the place of any other. There is one entry for each pod and a
/// few for each user: moving entries aside costs less than a heap's bookkeeping, and nothing stale stays behind that
/// would tell one history of the same state from another.
struct Schedule: Sendable {
    private var entries: [Due] = []
    /// How many entries at the front have left.
    private var gap = 0

    /// The latest first: the order in which a world is written down.
    var dues: [Due] { entries[gap...].reversed() }

    var next: Due? { gap < entries.count ? entries[gap] : nil }

    /// Takes off the next thing that is due by `moment`.
    mutating func popNext(by moment: Instant) -> Due? {
        guard let next, next.moment <= moment else { return nil }
        gap += 1
        closeGap()
        return next
    }

    /// Adds a due thing; one that is there already stays once.
    mutating func insert(_ due: Due) {
        let place = place(for: due)
        if place < entries.count, entries[place] == due { return }
        entries.insert(due, at: place)
    }

    /// Takes back a due thing. The one that is happening at this moment has left already.
    mutating func remove(_ due: Due) {
        let place = place(for: due)
        if place < entries.count, entries[place] == due { entries.remove(at: place) }
    }

    /// The first place whose entry is not sooner than `due`.
    private func place(for due: Due) -> Int {
        var low = gap
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle] < due { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Each entry is moved once, on the average, for each that leaves.
    private mutating func closeGap() {
        guard gap > 32, gap > entries.count / 2 else { return }
        entries.removeFirst(gap)
        gap = 0
    }
}

extension Schedule: Hashable {
    static func == (a: Schedule, b: Schedule) -> Bool { a.entries[a.gap...] == b.entries[b.gap...] }
    func hash(into hasher: inout Hasher) { hasher.combine(entries[gap...]) }
}

extension Schedule: Codable {
    private enum CodingKeys: CodingKey {
        case dues
    }

    init(from decoder: any Decoder) throws {
        entries = try decoder.container(keyedBy: CodingKeys.self).decode([Due].self, forKey: .dues).reversed()
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(dues, forKey: .dues)
    }
}
