/// How long answers took, in the buckets of a Prometheus histogram.
package struct DelayHistogram: Sendable {
    /// The upper ends of the buckets, in milliseconds; what is longer goes into one more.
    package static let boundsMilliseconds = [1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000]

    /// In the order of the bounds, each bucket without those before it.
    package private(set) var buckets = Array(repeating: 0, count: boundsMilliseconds.count + 1)
    package private(set) var sumMilliseconds = 0

    package init() {}

    package var count: Int { buckets.reduce(0, +) }

    mutating func count(milliseconds: Int) {
        let place = DelayHistogram.boundsMilliseconds.firstIndex { milliseconds <= $0 }
        buckets[place ?? buckets.count - 1] += 1
        sumMilliseconds += milliseconds
    }

    mutating func add(_ other: DelayHistogram) {
        for place in buckets.indices { buckets[place] += other.buckets[place] }
        sumMilliseconds += other.sumMilliseconds
    }
}
