import OutletContract

/// Counts of answers by second, or by minute, and by kind, where there were any. Bounded: what is older than it shall
/// reach falls out, and so does the oldest where there are more kinds in more seconds than fit.
///
/// One count takes eight bytes: the second or minute in the upper 32 bits, the kind in the next 6, and how many in the
/// lower 26. They stand in the order of time, so that the count of a busy second is the last or close to it.
struct TrafficRing: Sendable {
    /// How many seconds one place takes.
    let step: Int
    /// How many counts there are at most.
    let capacity: Int
    private var counts: [UInt64] = []
    /// The first second of which nothing has been dropped.
    private(set) var completeSince = 0

    private static let kindShift: UInt64 = 26
    private static let placeShift: UInt64 = 32
    private static let most: UInt64 = (1 << kindShift) - 1

    init(step: Int, capacity: Int) {
        self.step = step
        self.capacity = capacity
    }

    /// - Parameter second: since the origin; one that lies before what was counted last is counted there.
    mutating func count(_ kind: TrafficKind, at second: Int) {
        let key = key(kind, at: second)
        if let found = find(key) {
            if counts[found] & TrafficRing.most < TrafficRing.most { counts[found] += 1 }
        } else {
            if counts.count == capacity { dropOldest() }
            // By itself an array takes up to twice what it holds, however little more it will hold.
            if counts.count == counts.capacity { counts.reserveCapacity(min(capacity, max(16, 2 * counts.count))) }
            counts.append(max(key, lastPlace | (key & TrafficRing.kinds)) + 1)
        }
    }

    /// Takes back what was counted about then; where it has been dropped there is nothing to do.
    mutating func uncount(_ kind: TrafficKind, at second: Int) {
        let (earliest, latest) = (key(kind, at: max(0, second - step)), key(kind, at: second.saturatingSum(step)))
        let found = counts.lastIndex { count in
            let key = count & ~TrafficRing.most
            return earliest <= key && key <= latest && key & TrafficRing.kinds == latest & TrafficRing.kinds
                && count & TrafficRing.most > 0
        }
        if let found { counts[found] -= 1 }
    }

    /// Each count with its first second, in the order of time, from a second on.
    func forEach(from second: Int, _ body: (_ second: Int, TrafficKind, _ count: Int) -> Void) {
        for count in counts {
            let index = Int(count >> TrafficRing.placeShift) * step
            guard index + step > second else { continue }
            let kind = TrafficKind(
                rawValue: UInt8(truncatingIfNeeded: count >> TrafficRing.kindShift) & TrafficKind.mask)
            body(index, kind, Int(count & TrafficRing.most))
        }
    }

    /// What it holds on to, in bytes.
    var weightBytes: Int { counts.capacity * MemoryLayout<UInt64>.stride }

    private static let kinds: UInt64 = UInt64(TrafficKind.mask) << kindShift

    private func key(_ kind: TrafficKind, at second: Int) -> UInt64 {
        let index = UInt64(UInt32(clamping: second / step))
        return index << TrafficRing.placeShift | UInt64(kind.rawValue) << TrafficRing.kindShift
    }

    private var lastPlace: UInt64 { ((counts.last ?? 0) >> TrafficRing.placeShift) << TrafficRing.placeShift }

    /// Among the counts of the newest second; a busy one has a handful.
    private func find(_ key: UInt64) -> Int? {
        let newest = max(key >> TrafficRing.placeShift, (counts.last ?? 0) >> TrafficRing.placeShift)
        let wanted = newest << TrafficRing.placeShift | key & TrafficRing.kinds
        var index = counts.count - 1
        while index >= 0, counts[index] >> TrafficRing.placeShift == newest {
            if counts[index] & ~TrafficRing.most == wanted { return index }
            index -= 1
        }
        return nil
    }

    /// A quarter at a time, so that it is rare.
    private mutating func dropOldest() {
        counts.removeFirst(counts.count / 4)
        let oldest = counts.first.map { Int($0 >> TrafficRing.placeShift) } ?? 0
        completeSince = (oldest + 1) * step
    }
}
