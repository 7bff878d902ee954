import OutletWire

/// How far a reader has got in a journal: the newest number it has seen, and the era. Written `17`, or `17/2` in a
/// world that has begun anew twice. It is the id of a server-sent event, which a browser returns as `Last-Event-ID`.
struct JournalPosition: Hashable, Sendable, CustomStringConvertible {
    var number: Int
    /// Nil if the reader did not say. Then only a number that has not been reached yet reveals a reset.
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

/// What a reader that comes back can no longer be given.
struct JournalGap: Hashable, Sendable {
    enum Cause: String, Sendable {
        /// The world has begun anew. The reader's numbers belong to an earlier era, the rest of which is gone.
        case reset
        /// The oldest exchanges were evicted, or the journal was cleared.
        case dropped
    }

    var cause: Cause
    var since: Int
    /// The missing numbers; nil after a reset, when nobody knows how many there were.
    var missed: ClosedRange<Int>?

    var json: JSON {
        [
            "cause": .string(cause.rawValue), "since": .integer(since),
            "from": .optional(missed?.lowerBound), "to": .optional(missed?.upperBound),
        ]
    }
}

extension Journal {
    /// What a reader at this position has missed for good, if anything, and the number after which to continue.
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
