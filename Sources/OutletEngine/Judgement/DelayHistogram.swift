import OutletContract

/// How long answers took, in the buckets of a Prometheus histogram.
package struct DelayHistogram: Hashable, Sendable {
    /// The upper ends of the buckets, in milliseconds; what is longer goes into one more.
    package static let boundsMilliseconds = [1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000]

    /// In the order of the bounds, each bucket without those before it.
    package private(set) var buckets = Array(repeating: 0, count: boundsMilliseconds.count + 1)
    package private(set) var sumMilliseconds = 0

    package init() {}

    /// Into which of the buckets an answer that took so long is counted.
    static func bucket(milliseconds: Int) -> Int {
        if milliseconds <= boundsMilliseconds[0] { return 0 }
        return boundsMilliseconds.firstIndex { milliseconds <= $0 } ?? boundsMilliseconds.count
    }

    package var count: Int { buckets.reduce(0, +) }

    mutating func count(milliseconds: Int) {
        buckets[DelayHistogram.bucket(milliseconds: milliseconds)] += 1
        sumMilliseconds += milliseconds
    }

    /// Takes one back that was counted before.
    mutating func uncount(milliseconds: Int) {
        buckets[DelayHistogram.bucket(milliseconds: milliseconds)] -= 1
        sumMilliseconds -= milliseconds
    }

    /// So many whose bucket alone is known; each counts as long as its bucket says at most.
    mutating func count(_ count: Int, inBucket bucket: Int) {
        guard buckets.indices.contains(bucket) else { return }
        buckets[bucket] += count
        let bound = DelayHistogram.boundsMilliseconds[min(bucket, DelayHistogram.boundsMilliseconds.count - 1)]
        sumMilliseconds = sumMilliseconds.saturatingSum(bound.saturatingProduct(count))
    }

    /// How long so many percent of the answers took at most, in milliseconds: the end of a bucket. The last bucket has
    /// none, so that its begin stands for all that is longer. Nil where there were none.
    func percentile(_ percent: Int) -> Int? {
        let wanted = (count * percent + 99) / 100
        guard wanted > 0 else { return nil }
        var below = 0
        for (bound, count) in zip(DelayHistogram.boundsMilliseconds, buckets) {
            below += count
            if below >= wanted { return bound }
        }
        return DelayHistogram.boundsMilliseconds.last
    }

    mutating func add(_ other: DelayHistogram) {
        for index in buckets.indices { buckets[index] += other.buckets[index] }
        sumMilliseconds += other.sumMilliseconds
    }
}
