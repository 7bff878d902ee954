/// Counts by key, of things that mostly come in runs or take turns: the newest few keys are counted apart, by a
/// comparison in the place of a look into the dictionary.
struct RunningCounts<Key: Hashable & Sendable>: Sendable {
    /// All but those of `recent`.
    private var settled: [Key: Int] = [:]
    private var recent: [(key: Key, count: Int)] = []
    /// Which of them gives way next.
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

    /// Takes one back that was counted before.
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

    /// How many were counted under the keys that `isWanted` says yes to.
    func count(where isWanted: (Key) -> Bool) -> Int {
        all.reduce(0) { isWanted($1.key) ? $0 + $1.value : $0 }
    }

    mutating func add(_ other: RunningCounts) { settled.merge(other.all, uniquingKeysWith: +) }
}
