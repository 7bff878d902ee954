/// The counters of one fault in a run.
package struct FaultCounters: Hashable, Sendable {
    /// How many calls it has matched, whether or not it fired.
    package var matched = 0
    package var fired = 0
    /// How many of the latest matches in a row it fired on.
    package var inARow = 0
    package var isEnabled = true
    /// The counters of each value if the fault has `per`.
    package var values: ValueCounters?

    package init(matched: Int = 0, fired: Int = 0, inARow: Int = 0, isEnabled: Bool = true) {
        self.matched = matched
        self.fired = fired
        self.inARow = inARow
        self.isEnabled = isEnabled
    }

    /// The next match, not yet decided.
    func nextMatch(of fault: Fault, value: String?) -> FaultMatch {
        guard let value else {
            return FaultMatch(faultID: fault.id, n: matched + 1, firedBefore: fired, inARowBefore: inARow)
        }
        let count = values?[value] ?? ValueCounters.Count()
        return FaultMatch(
            faultID: fault.id, value: value, n: count.matched + 1, firedBefore: count.fired, inARowBefore: count.inARow)
    }

    /// Counts a match that has been decided.
    mutating func count(_ match: FaultMatch) {
        matched += 1
        fired += match.fired ? 1 : 0
        inARow = match.fired ? match.inARowBefore + 1 : 0
        guard let value = match.value else { return }
        let count = ValueCounters.Count(
            matched: match.n, fired: match.firedBefore + (match.fired ? 1 : 0), inARow: inARow)
        if values == nil { values = ValueCounters() }
        values?.set(count, for: value)
    }
}

/// The counters of a fault for each value of its `per`. Beyond `maximum` values the oldest one is forgotten.
package struct ValueCounters: Hashable, Sendable {
    /// The number of values that a fault remembers.
    package static let maximum = 10_000

    package struct Count: Hashable, Sendable {
        package var matched = 0
        package var fired = 0
        package var inARow = 0

        package init(matched: Int = 0, fired: Int = 0, inARow: Int = 0) {
            (self.matched, self.fired, self.inARow) = (matched, fired, inARow)
        }
    }

    private var counts: [String: Count] = [:]
    /// The values in order of arrival; once full, a ring that starts at `oldest`.
    private var order: [String] = []
    private var oldest = 0
    /// How many values have been forgotten.
    package private(set) var forgotten = 0

    package init(forgotten: Int = 0) { self.forgotten = forgotten }

    package var count: Int { order.count }

    package subscript(_ value: String) -> Count? { counts[value] }

    /// The values with their counts, oldest first.
    package var entries: [(value: String, count: Count)] {
        (order[oldest...] + order[..<oldest]).map { ($0, counts[$0] ?? Count()) }
    }

    mutating func set(_ count: Count, for value: String) {
        if counts.updateValue(count, forKey: value) != nil { return }
        if order.count < ValueCounters.maximum {
            order.append(value)
            return
        }
        counts[order[oldest]] = nil
        order[oldest] = value
        oldest = (oldest + 1) % order.count
        forgotten += 1
    }
}
