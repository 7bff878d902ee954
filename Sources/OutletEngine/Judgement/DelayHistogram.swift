import OutletContract

/// How long answers took, in the buckets of a Prometheus histogram.
package struct DelayHistogram: Hashable, Sendable {
    /// The upper bounds of the buckets, in milliseconds. One more bucket takes anything longer.
    package static let boundsMilliseconds = [1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000]

    /// The count of each bucket, in the order of the bounds. Counts are not cumulative.
    package private(set) var buckets = Array(repeating: 0, count: boundsMilliseconds.count + 1)
    package private(set) var sumMilliseconds = 0

    package init() {}

    /// The index of the bucket for an answer that took this long.
    static func bucket(milliseconds: Int) -> Int {
        if milliseconds <= boundsMilliseconds[0] { return 0 }
        return boundsMilliseconds.firstIndex { milliseconds <= $0 } ?? boundsMilliseconds.count
    }

    package var count: Int { buckets.reduce(0, +) }

    mutating func count(milliseconds: Int) {
        buckets[DelayHistogram.bucket(milliseconds: milliseconds)] += 1
        sumMilliseconds += milliseconds
    }

    /// Removes a value that was counted before.
    mutating func uncount(milliseconds: Int) {
        buckets[DelayHistogram.bucket(milliseconds: milliseconds)] -= 1
        sumMilliseconds -= milliseconds
    }

    /// Counts answers of which only the bucket is known. Each adds its bucket's upper bound to the sum.
    mutating func count(_ count: Int, inBucket bucket: Int) {
        guard buckets.indices.contains(bucket) else { return }
        buckets[bucket] += count
        let bound = DelayHistogram.boundsMilliseconds[min(bucket, DelayHistogram.boundsMilliseconds.count - 1)]
        sumMilliseconds = sumMilliseconds.saturatingSum(bound.saturatingProduct(count))
    }

    /// The percentile as the upper bound of its bucket, in milliseconds. The last bucket has none, so its lower bound
    /// is returned instead. Nil if there are no answers.
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
