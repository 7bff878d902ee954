import OutletContract

/// What remains of an exchange for a later one to be measured against.
struct Mark: Sendable {
    var number: Int
    var endedAt: Instant
    var endedNanoseconds: Int64
    /// Whether the client left before its answer: what comes then, comes after, however soon.
    var isLeft: Bool

    init(_ exchange: Exchange) {
        number = exchange.number
        endedAt = exchange.end.at
        endedNanoseconds = exchange.end.nanoseconds
        isLeft = exchange.end.leftAfter != nil
    }

    /// How long after the exchange's end `next` arrived: the world's time, under a virtual clock at least the real
    /// time, and the real time where the scenario wants that. Nil where `next` was under way before the client could know the answer.
    func gap(to next: Exchange) -> Span? {
        let realNanoseconds = next.arrivedNanoseconds - endedNanoseconds
        let gap = next.at - endedAt
        guard realNanoseconds >= 0, gap >= .zero, isLeft || realNanoseconds > 0 || gap > .zero else { return nil }
        if next.waitsAreReal { return .milliseconds(Int(realNanoseconds / 1_000_000)) }
        guard next.liveSpeed == nil else { return gap }
        return max(gap, .milliseconds(Int(realNanoseconds / 1_000_000)))
    }
}
