import OutletContract

/// Counts of answers by second or minute and by kind; zero counts are not stored. Bounded: when it is full, the oldest
/// counts are dropped.
///
/// One count takes eight bytes: the second or minute in the upper 32 bits, the kind in the next 6, and the number in
/// the lower 26. Counts are in time order, so that the count of a busy second is the last or close to it.
struct TrafficRing: Sendable {
    /// The number of seconds that one place covers.
    let step: Int
    /// The maximum number of counts.
    let capacity: Int
    private var counts: [UInt64] = []
    /// The first second from which nothing has been dropped.
    private(set) var completeSince = 0

    private static let kindShift: UInt64 = 26
    private static let placeShift: UInt64 = 32
    private static let most: UInt64 = (1 << kindShift) - 1

    init(step: Int, capacity: Int) {
        self.step = step
        self.capacity = capacity
    }

    /// - Parameter second: the second since the origin; one before the last count is counted with the last.
    mutating func count(_ kind: TrafficKind, at second: Int) {
        let key = key(kind, at: second)
        if let found = find(key) {
            if counts[found] & TrafficRing.most < TrafficRing.most { counts[found] += 1 }
        } else {
            if counts.count == capacity { dropOldest() }
            // By itself an array doubles its storage, even if only a few more counts fit.
            if counts.count == counts.capacity { counts.reserveCapacity(min(capacity, max(16, 2 * counts.count))) }
            counts.append(max(key, lastPlace | (key & TrafficRing.kinds)) + 1)
        }
    }

    /// Undoes a count made around then; does nothing if it has been dropped.
    mutating func uncount(_ kind: TrafficKind, at second: Int) {
        let (earliest, latest) = (key(kind, at: max(0, second - step)), key(kind, at: second.saturatingSum(step)))
        let found = counts.lastIndex { count in
            let key = count & ~TrafficRing.most
            return earliest <= key && key <= latest && key & TrafficRing.kinds == latest & TrafficRing.kinds
                && count & TrafficRing.most > 0
        }
        if let found { counts[found] -= 1 }
    }

    /// Calls `body` with each count and its first second, in time order, from a second on.
    func forEach(from second: Int, _ body: (_ second: Int, TrafficKind, _ count: Int) -> Void) {
        for count in counts {
            let index = Int(count >> TrafficRing.placeShift) * step
            guard index + step > second else { continue }
            let kind = TrafficKind(
                rawValue: UInt8(truncatingIfNeeded: count >> TrafficRing.kindShift) & TrafficKind.mask)
            body(index, kind, Int(count & TrafficRing.most))
        }
    }

    /// The memory it holds, in bytes.
    var weightBytes: Int { counts.capacity * MemoryLayout<UInt64>.stride }

    private static let kinds: UInt64 = UInt64(TrafficKind.mask) << kindShift

    private func key(_ kind: TrafficKind, at second: Int) -> UInt64 {
        let index = UInt64(UInt32(clamping: second / step))
        return index << TrafficRing.placeShift | UInt64(kind.rawValue) << TrafficRing.kindShift
    }

    private var lastPlace: UInt64 { ((counts.last ?? 0) >> TrafficRing.placeShift) << TrafficRing.placeShift }

    /// Searches the counts of the newest second; even a busy one has only a handful.
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

    /// Drops a quarter at a time, so that it happens rarely.
    private mutating func dropOldest() {
        counts.removeFirst(counts.count / 4)
        let oldest = counts.first.map { Int($0 >> TrafficRing.placeShift) } ?? 0
        completeSince = (oldest + 1) * step
    }
}
