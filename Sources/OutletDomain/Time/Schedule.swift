import OutletContract

/// Everything that will happen by itself, each event once.
///
/// Entries are sorted, soonest first, in blocks that are short enough to shift cheaply. Most new entries are later than
/// all others and go to the end; a binary search places the rest. There are a few entries for each pod and each user:
/// shifting one block costs less than a heap's bookkeeping, and no stale entries remain that would make equal states
/// differ by their history.
struct Schedule: Sendable {
    /// None is empty or longer than `largestBlock`. Removing the next entry leaves a gap at the front of the first one.
    private var blocks: [[Due]] = []
    /// The number of removed entries at the front of the first block.
    private var gap = 0

    private static let largestBlock = 256

    /// The latest first: the order in a world's document.
    var dues: [Due] { entries.reversed() }

    private var entries: some Sequence<Due> & BidirectionalCollection { blocks.joined().dropFirst(gap) }

    var next: Due? { blocks.isEmpty ? nil : blocks[0][gap] }

    /// The moment of the next entry.
    var soonest: Instant? { blocks.isEmpty ? nil : blocks[0][gap].moment }

    /// Removes the next entry.
    mutating func removeNext() {
        guard !blocks.isEmpty else { return }
        gap += 1
        dropEmpty(0)
    }

    /// The soonest entry of another kind.
    func next(otherThan kind: Due.Kind) -> Due? { entries.first { $0.kind != kind } }

    /// The table indices in the entries of a kind, soonest first.
    func indices(of kind: Due.Kind) -> [Int] { entries.filter { $0.kind == kind }.map(\.index) }

    /// Replaces all entries of a kind with these.
    mutating func replace(_ kind: Due.Kind, with dues: [Due]) {
        let all = (entries.filter { $0.kind != kind } + dues).sorted()
        blocks = []
        gap = 0
        for due in all { append(due) }
    }

    /// Adds an entry, unless it is already there.
    mutating func insert(_ due: Due) {
        let block = block(for: due)
        guard block < blocks.count else { return append(due) }
        let index = index(for: due, in: block)
        if blocks[block][index] == due { return }
        blocks[block].insert(due, at: index)
        if blocks[block].count > Schedule.largestBlock { split(block) }
    }

    /// Removes an entry if it is there; the one that is being handled no longer is.
    mutating func remove(_ due: Due) {
        let block = block(for: due)
        guard block < blocks.count else { return }
        let index = index(for: due, in: block)
        guard blocks[block][index] == due else { return }
        blocks[block].remove(at: index)
        dropEmpty(block)
    }

    private mutating func append(_ due: Due) {
        if blocks.isEmpty || blocks[blocks.count - 1].count == Schedule.largestBlock { blocks.append([]) }
        blocks[blocks.count - 1].append(due)
    }

    /// The first block that has an entry not sooner than `due`.
    private func block(for due: Due) -> Int {
        Schedule.first(in: blocks.startIndex..<blocks.endIndex) { isSooner(blocks[$0].count - 1, in: $0, than: due) }
    }

    /// The index of that entry in its block.
    private func index(for due: Due, in block: Int) -> Int {
        Schedule.first(in: (block == 0 ? gap : 0)..<blocks[block].count) {
            isSooner($0, in: block, than: due)
        }
    }

    /// Compares the moments first, without copying the entries.
    private func isSooner(_ index: Int, in block: Int, than due: Due) -> Bool {
        let moment = blocks[block][index].moment
        return moment == due.moment ? blocks[block][index] < due : moment < due.moment
    }

    /// Returns the first index that is not too soon. All before it must be too soon, and none after it.
    private static func first(in indices: Range<Int>, isTooSoon: (Int) -> Bool) -> Int {
        var (low, high) = (indices.lowerBound, indices.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if isTooSoon(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Halves a block, unless closing the gap makes enough room.
    private mutating func split(_ block: Int) {
        if block == 0, gap > 0 { return closeGap() }
        let half = blocks[block].count / 2
        blocks.insert(Array(blocks[block][half...]), at: block + 1)
        blocks[block].removeLast(blocks[block].count - half)
    }

    private mutating func closeGap() {
        blocks[0].removeFirst(gap)
        gap = 0
    }

    private mutating func dropEmpty(_ block: Int) {
        guard blocks[block].count == (block == 0 ? gap : 0) else { return }
        blocks.remove(at: block)
        if block == 0 { gap = 0 }
    }
}

extension Schedule: Hashable {
    static func == (a: Schedule, b: Schedule) -> Bool { a.entries.elementsEqual(b.entries) }
    func hash(into hasher: inout Hasher) { for due in entries { hasher.combine(due) } }
}

extension Schedule: Codable {
    private enum CodingKeys: CodingKey {
        case dues
    }

    /// `checkSchedule` checks the order afterwards, against the document.
    init(from decoder: any Decoder) throws {
        for due in try decoder.container(keyedBy: CodingKeys.self).decode([Due].self, forKey: .dues).reversed() {
            append(due)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(dues, forKey: .dues)
    }
}
