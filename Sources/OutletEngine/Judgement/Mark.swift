import OutletContract

/// What is kept of an exchange for judging later ones.
struct Mark: Sendable {
    var number: Int
    var endedAt: Instant
    var endedNanoseconds: Int64
    /// Whether the client left before its answer. Then every later request comes after it, however soon.
    var isLeft: Bool

    init(_ exchange: Exchange) {
        number = exchange.number
        endedAt = exchange.end.at
        endedNanoseconds = exchange.end.nanoseconds
        isLeft = exchange.end.leftAfter != nil
    }

    /// The time from this exchange's end to the arrival of `next`: world time (under a virtual clock at least real
    /// time), or real time if the scenario wants that. Nil if `next` came before the client could know the answer.
    func gap(to next: Exchange) -> Span? {
        let realNanoseconds = next.arrivedNanoseconds - endedNanoseconds
        let gap = next.at - endedAt
        guard realNanoseconds >= 0, gap >= .zero, isLeft || realNanoseconds > 0 || gap > .zero else { return nil }
        if next.waitsAreReal { return .milliseconds(Int(realNanoseconds / 1_000_000)) }
        guard next.liveSpeed == nil else { return gap }
        return max(gap, .milliseconds(Int(realNanoseconds / 1_000_000)))
    }
}
