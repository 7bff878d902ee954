/// Counts by key of things that mostly come in runs or take turns. The few newest keys are counted separately, which
/// takes a comparison instead of a dictionary lookup.
struct RunningCounts<Key: Hashable & Sendable>: Sendable {
    /// The counts of all keys, without those in `recent`.
    private var settled: [Key: Int] = [:]
    private var recent: [(key: Key, count: Int)] = []
    /// The index in `recent` of the key to replace next.
    private var oldest = 0

    private static var mostRecent: Int { 4 }

    mutating func count(_ key: Key) {
        for index in recent.indices where recent[index].key == key {
            recent[index].count += 1
            return
        }
        if recent.count < RunningCounts.mostRecent { return recent.append((key, 1)) }
        settled[recent[oldest].key, default: 0] += recent[oldest].count
        recent[oldest] = (key, 1)
        oldest = (oldest + 1) % RunningCounts.mostRecent
    }

    /// Removes a value that was counted before.
    mutating func uncount(_ key: Key) {
        for run in recent { settled[run.key, default: 0] += run.count }
        recent = []
        oldest = 0
        guard let count = settled[key] else { return }
        settled[key] = count > 1 ? count - 1 : nil
    }

    var all: [Key: Int] {
        var all = settled
        for run in recent { all[run.key, default: 0] += run.count }
        return all
    }

    /// The sum of the counts whose keys satisfy `isWanted`.
    func count(where isWanted: (Key) -> Bool) -> Int {
        all.reduce(0) { isWanted($1.key) ? $0 + $1.value : $0 }
    }

    mutating func add(_ other: RunningCounts) { settled.merge(other.all, uniquingKeysWith: +) }
}
