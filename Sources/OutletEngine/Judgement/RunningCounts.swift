/// Counts by key, of things that mostly come in runs: the newest run is counted apart, by a comparison in the place of
/// a look into the dictionary.
struct RunningCounts<Key: Hashable & Sendable>: Sendable {
    /// All but those of `run`.
    private var settled: [Key: Int] = [:]
    private var run: (key: Key, length: Int)?

    mutating func count(_ key: Key) {
        if key == run?.key {
            run?.length += 1
        } else {
            if let run { settled[run.key, default: 0] += run.length }
            run = (key, 1)
        }
    }

    /// Takes one back that was counted before.
    mutating func uncount(_ key: Key) {
        if let run {
            settled[run.key, default: 0] += run.length
            self.run = nil
        }
        guard let count = settled[key] else { return }
        settled[key] = count > 1 ? count - 1 : nil
    }

    var all: [Key: Int] {
        guard let run else { return settled }
        var all = settled
        all[run.key, default: 0] += run.length
        return all
    }

    /// How many were counted under the keys that `isWanted` says yes to.
    func count(where isWanted: (Key) -> Bool) -> Int {
        all.reduce(0) { isWanted($1.key) ? $0 + $1.value : $0 }
    }

    mutating func add(_ other: RunningCounts) { settled.merge(other.all, uniquingKeysWith: +) }
}
