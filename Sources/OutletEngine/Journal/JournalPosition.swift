import OutletWire

/// How far a reader has got in a journal: the newest number that it has seen, and in which era. Written `17`, or `17/2`
/// in a world that has begun anew twice; the id of a server-sent event, which a browser sends back as `Last-Event-ID`.
struct JournalPosition: Hashable, Sendable, CustomStringConvertible {
    var number: Int
    /// Nil where the reader did not say; then a number that has not been reached yet tells.
    var era: Int?

    init(number: Int, era: Int? = nil) {
        self.number = number
        self.era = era
    }

    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let number = Int(parts[0]), number >= 0, parts.count <= 2 else { return nil }
        var era = 0
        if parts.count == 2 {
            guard let said = Int(parts[1]) else { return nil }
            era = said
        }
        self.init(number: number, era: era)
    }

    var description: String { (era ?? 0) == 0 ? "\(number)" : "\(number)/\(era ?? 0)" }
}

/// What a reader who comes back cannot be given any more.
struct JournalGap: Hashable, Sendable {
    enum Cause: String, Sendable {
        /// The world has begun anew: the reader's numbers are those of an earlier era, whose rest is gone.
        case reset
        /// The oldest exchanges have given way to newer ones, or the journal was emptied.
        case dropped
    }

    var cause: Cause
    var since: Int
    /// The numbers that are missing; nil after a reset, when nobody knows how many there were.
    var missed: ClosedRange<Int>?

    var json: JSON {
        [
            "cause": .string(cause.rawValue), "since": .integer(since),
            "from": .optional(missed?.lowerBound), "to": .optional(missed?.upperBound),
        ]
    }
}

extension Journal {
    /// What a reader who has got so far has missed for good, if anything, and behind which number to go on.
    func resume(from position: JournalPosition) -> (gap: JournalGap?, after: Int) {
        let oldestMissing = total - count
        guard position.era ?? era == era, position.number <= total else {
            return (JournalGap(cause: .reset, since: position.number), 0)
        }
        guard position.number < oldestMissing else { return (nil, position.number) }
        return (
            JournalGap(cause: .dropped, since: position.number, missed: position.number + 1...oldestMissing),
            oldestMissing
        )
    }
}
