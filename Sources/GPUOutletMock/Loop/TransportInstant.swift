/// A time on the transport clock: monotonic nanoseconds from any origin. Do not mix it with a world's clock.
package struct TransportInstant: Hashable, Comparable, Sendable {
    package var nanoseconds: Int64

    package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    package static func < (a: TransportInstant, b: TransportInstant) -> Bool { a.nanoseconds < b.nanoseconds }

    /// Returns the instant this many milliseconds later, or the latest possible instant on overflow.
    package func advanced(byMilliseconds milliseconds: Int) -> TransportInstant {
        let (span, tooLong) = Int64(milliseconds).multipliedReportingOverflow(by: 1_000_000)
        let (sum, tooLate) = nanoseconds.addingReportingOverflow(span)
        return TransportInstant(nanoseconds: tooLong || tooLate ? .max : sum)
    }

    /// Whole milliseconds since `earlier`, rounded down.
    package func milliseconds(since earlier: TransportInstant) -> Int {
        Int((nanoseconds - earlier.nanoseconds) / 1_000_000)
    }
}
