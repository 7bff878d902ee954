/// A binary heap of the times at which the loop has to check a connection again, earliest first.
///
/// An entry is the time of a check, not the deadline itself. A deadline that moves later (each request moves the idle
/// timeout) leaves the old entry in place; the check finds nothing due and adds a new entry. So a busy connection costs
/// the heap nothing.
struct DeadlineHeap {
    struct Entry: Hashable {
        let moment: TransportInstant
        let descriptor: Int32
    }

    private var entries: [Entry] = []

    var next: TransportInstant? { entries.first?.moment }
    var count: Int { entries.count }

    mutating func add(_ moment: TransportInstant, descriptor: Int32) {
        entries.append(Entry(moment: moment, descriptor: descriptor))
        var child = entries.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard entries[child].moment < entries[parent].moment else { return }
            entries.swapAt(child, parent)
            child = parent
        }
    }

    /// Removes and returns the earliest entry if its time has come.
    mutating func popDue(at now: TransportInstant) -> Entry? {
        guard let first = entries.first, first.moment <= now else { return nil }
        let last = entries.removeLast()
        if !entries.isEmpty {
            entries[0] = last
            sink(0)
        }
        return first
    }

    /// Removes the entries that no longer count.
    mutating func keep(where counts: (Entry) -> Bool) {
        entries.removeAll { !counts($0) }
        for parent in (0..<entries.count / 2).reversed() { sink(parent) }
    }

    private mutating func sink(_ start: Int) {
        var parent = start
        while true {
            var smallest = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < entries.count && entries[child].moment < entries[smallest].moment {
                smallest = child
            }
            if smallest == parent { return }
            entries.swapAt(parent, smallest)
            parent = smallest
        }
    }
}
