import OutletContract

/// Everything that will happen by itself, each thing once.
///
/// The soonest stands first, in blocks that are each short enough to be moved at once. Most of what is planned lies
/// further ahead than all else and goes to the end; a binary search finds the place of any other. There is one entry
/// for each pod and a few for each user: moving entries of one block aside costs less than a heap's bookkeeping, and
/// nothing stale stays behind that would tell one history of the same state from another.
struct Schedule: Sendable {
    /// None is empty, and none has more than `largestBlock`. What has left the first one leaves a gap there.
    private var blocks: [[Due]] = []
    /// How many entries at the front of the first block have left.
    private var gap = 0

    private static let largestBlock = 256

    /// The latest first: the order in which a world is written down.
    var dues: [Due] { entries.reversed() }

    private var entries: some Sequence<Due> & BidirectionalCollection { blocks.joined().dropFirst(gap) }

    var next: Due? { blocks.isEmpty ? nil : blocks[0][gap] }

    /// When the next thing is due.
    var soonest: Instant? { blocks.isEmpty ? nil : blocks[0][gap].moment }

    /// Takes off the next thing that is due.
    mutating func removeNext() {
        guard !blocks.isEmpty else { return }
        gap += 1
        dropEmpty(0)
    }

    /// The soonest of another kind.
    func next(otherThan kind: Due.Kind) -> Due? { entries.first { $0.kind != kind } }

    /// To whom things of a kind will happen, in their order.
    func indices(of kind: Due.Kind) -> [Int] { entries.filter { $0.kind == kind }.map(\.index) }

    /// Puts these in place of all of a kind.
    mutating func replace(_ kind: Due.Kind, with dues: [Due]) {
        let all = (entries.filter { $0.kind != kind } + dues).sorted()
        blocks = []
        gap = 0
        for due in all { append(due) }
    }

    /// Adds a due thing; one that is there already stays once.
    mutating func insert(_ due: Due) {
        let block = block(for: due)
        guard block < blocks.count else { return append(due) }
        let index = index(for: due, in: block)
        if blocks[block][index] == due { return }
        blocks[block].insert(due, at: index)
        if blocks[block].count > Schedule.largestBlock { split(block) }
    }

    /// Takes back a due thing. The one that is happening at this moment has left already.
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

    /// The place of that entry.
    private func index(for due: Due, in block: Int) -> Int {
        Schedule.first(in: (block == 0 ? gap : 0)..<blocks[block].count) {
            isSooner($0, in: block, than: due)
        }
    }

    /// By the moment, where that tells: it is compared where it stands.
    private func isSooner(_ index: Int, in block: Int, than due: Due) -> Bool {
        let moment = blocks[block][index].moment
        return moment == due.moment ? blocks[block][index] < due : moment < due.moment
    }

    /// The first index that is not too soon; too soon are all up to some index.
    private static func first(in indices: Range<Int>, isTooSoon: (Int) -> Bool) -> Int {
        var (low, high) = (indices.lowerBound, indices.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if isTooSoon(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Halves a block, unless what has left it makes room enough.
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

    /// The order is judged afterwards, against the document; see `checkSchedule`.
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
