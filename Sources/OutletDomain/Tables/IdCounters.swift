import OutletContract

/// The number of ids of each kind that a world has made.
struct IdCounters: Hashable, Sendable, Codable {
    private struct Counter: Hashable, Sendable, Codable {
        var purpose: String
        var count: Int
    }

    /// In order of first use; there are fewer than two dozen.
    private var counters: [Counter] = []

    func count(of purpose: String) -> Int { counters.first { $0.purpose == purpose }?.count ?? 0 }

    func areIn(_ range: ClosedRange<Int>) -> Bool { counters.allSatisfy { range.contains($0.count) } }

    /// Returns the ordinal of the next id, from 1.
    mutating func next(_ purpose: String) -> Int {
        if let index = counters.firstIndex(where: { $0.purpose == purpose }) {
            counters[index].count += 1
            return counters[index].count
        }
        counters.append(Counter(purpose: purpose, count: 1))
        return 1
    }

    /// Counts ids that are made only when they are read.
    mutating func skip(_ count: Int, of purpose: String) {
        guard let index = counters.firstIndex(where: { $0.purpose == purpose }) else {
            return counters.append(Counter(purpose: purpose, count: count))
        }
        counters[index].count += count
    }
}
