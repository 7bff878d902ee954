import OutletContract

/// What remains of an exchange for a later one to be measured against.
struct Mark: Sendable {
    var number: Int
    var endedAt: Instant
    var endedNanoseconds: Int64

    init(_ exchange: Exchange) {
        number = exchange.number
        endedAt = exchange.endedAt
        endedNanoseconds = exchange.endedNanoseconds
    }

    /// See `Exchange.gap(to:)`.
    func gap(to next: Exchange) -> Span? {
        let realNanoseconds = next.arrivedNanoseconds - endedNanoseconds
        let gap = next.at - endedAt
        guard realNanoseconds >= 0, gap >= .zero, realNanoseconds > 0 || gap > .zero else { return nil }
        guard next.liveSpeed == nil else { return gap }
        return max(gap, .milliseconds(Int(realNanoseconds / 1_000_000)))
    }
}
