import OutletContract
import OutletScenarios
import OutletWire

/// The exchanges of one world. The journal is bounded: the oldest exchange is evicted but stays counted.
package struct Journal: Sendable {
    /// The most exchanges kept.
    package let capacity: Int
    /// A ring buffer: the oldest kept exchange is at `oldest`, the others follow and wrap around.
    private var slots: [Exchange?] = []
    private var oldest = 0
    /// The number of exchanges kept.
    package private(set) var count = 0
    /// The number of exchanges so far, including those before this journal; also the number of the newest.
    package private(set) var total = 0
    /// The approximate size of the kept exchanges in bytes, for the server's limit.
    package private(set) var weightBytes = 0
    /// Counts of all exchanges since the journal was made or cleared, including evicted ones.
    package private(set) var tally = Tally()
    /// Counts from before the journal was cleared or the world was reset.
    private var earlier = Tally()
    /// Judges the clients on all exchanges since the journal was made or cleared, including evicted ones. Each exchange
    /// is judged as it arrives.
    package private(set) var judge: Judge
    /// What happened between the exchanges, oldest first; bounded too.
    package private(set) var marks: [JournalMark] = []
    /// The number of marks so far; also the number of the newest.
    package private(set) var markCount = 0
    private(set) var phases = PhaseCounts()
    private(set) var recoveries = Recoveries()
    /// How many times the world has begun anew and restarted its numbers.
    package private(set) var era = 0
    /// The exchanges whose answers are pending, by number, including evicted and cleared ones. There are never more
    /// than the server has connections.
    private var underWay: [Int: Exchange] = [:]
    /// The number of exchanges that were cleared or came before this journal. They are no longer counted or judged.
    private var cleared = 0

    /// - Parameters:
    ///   - earlier: the number of earlier exchanges, of which nothing is known. Numbering continues from it.
    ///   - windows: the periods whose logical calls are counted separately.
    init(capacity: Int, after earlier: Int = 0, windows: [LogicalCallWindow] = []) {
        // Always so: the flag's range begins at 1.
        precondition(capacity > 0, "a journal keeps at least one exchange")
        self.capacity = capacity
        total = earlier
        cleared = earlier
        judge = Judge(windows.map(\.anew))
    }

    package var nextNumber: Int { total + 1 }
    /// The number of exchanges evicted.
    package var evicted: Int { total - count - cleared }

    /// The kept exchange with that number.
    package subscript(number number: Int) -> Exchange? {
        guard number > total - count, number <= total else { return nil }
        return slots[index(number - (total - count) - 1)]
    }

    /// The numbers of the kept exchanges, oldest first.
    package var numbers: ClosedRange<Int>? { count == 0 ? nil : (total - count + 1)...total }

    /// The kept exchanges with a number above `number`, oldest first.
    package func entries(after number: Int = 0) -> some Sequence<Exchange> {
        let first = min(max(number, total - count), total) + 1
        return (first..<max(first, total + 1)).lazy.compactMap { self[number: $0] }
    }

    package mutating func append(_ exchange: Exchange) {
        // Always so: the walk takes the number from here, and no exchange comes in between.
        precondition(exchange.number == nextNumber, "exchanges enter the journal in their order")
        tally.count(exchange)
        judge.take(exchange)
        phases.count(exchange)
        if exchange.deliveryState == .pending { underWay[exchange.number] = exchange } else { recoveries.end(exchange) }
        if count == capacity { evictOldest() }
        if count == slots.count { grow() }
        weightBytes += exchange.weightBytes
        slots[index(count)] = exchange
        count += 1
        total += 1
    }

    /// Records something that happened between the exchanges. The oldest marks are dropped.
    mutating func note(_ cause: JournalMark.Cause, did: JSON, text: String, at moment: Instant) {
        markCount += 1
        if marks.count == 2 * Journal.keptMarks { marks.removeFirst(Journal.keptMarks) }
        marks.append(JournalMark(number: markCount, after: total, at: moment, cause: cause, did: did, text: text))
    }

    /// At least this many marks are kept, and at most twice as many.
    static let keptMarks = 1000

    /// Takes over the marks and phases that the replaced journal has recorded since the world began.
    mutating func takeMarks(of other: Journal) {
        marks = other.marks
        markCount = other.markCount
        phases = other.phases
    }

    /// The kept marks after exchange `number` and before exchange `next`, oldest first.
    func marks(after number: Int, before next: Int? = nil) -> [JournalMark] {
        marks.filter { $0.after >= number && $0.after < next ?? .max }
    }

    /// Records that the world has moved from one phase to another.
    mutating func enter(_ phase: String, from former: String) {
        phases.enter(former)
        phases.enter(phase)
    }

    /// The number of exchanges that a clause counts, going by counts alone; nil if they can no longer tell.
    func count(_ filter: CallFilter) -> Int? {
        guard let phase = filter.calls.phase else { return tally.count(where: filter.admits) }
        return phases.count(in: phase, of: tally, where: filter.admits)
    }

    /// How the logical calls of a clause ended; nil if their window is not counted and exchanges have been evicted.
    func logicalCalls(_ logicalCalls: Expectation.LogicalCalls, since start: Instant, now: Instant) -> LogicalCallCount?
    {
        let operations = Set(logicalCalls.selector.operations)
        let pending = underWay.keys.sorted().filter { $0 > cleared }.compactMap { underWay[$0] }
        let granted = tally.count { key in
            (key.operation.map(operations.contains) ?? false) && (key.status ?? 400) < 400
        }
        if logicalCalls.window.isAlways {
            return judge.logicalCalls(on: operations, in: nil, granted: granted, underWay: pending, now: now)
        }
        if let window = judge.windows.first(where: { $0.window == logicalCalls.window }) {
            return judge.logicalCalls(on: operations, in: window, granted: granted, underWay: pending, now: now)
        }
        guard evicted == 0 else { return nil }
        var judge = Judge([LogicalCallWindow(logicalCalls.window, start: start)])
        for exchange in entries() { judge.take(exchange) }
        return judge.logicalCalls(on: operations, in: judge.windows[0], granted: granted, underWay: pending, now: now)
    }

    /// Records how an answer ended. An answer that was assumed delivered can still turn out to be lost.
    ///
    /// - Returns: the updated exchange; nil if it is unknown or no longer judged.
    package mutating func settle(_ number: Int, end: (Exchange) -> Exchange.End) -> Exchange? {
        guard let known = underWay.removeValue(forKey: number) ?? self[number: number] else { return nil }
        let settled = Exchange(known, end: end(known))
        guard number > cleared else {
            earlier.recount(known, as: settled)
            return nil
        }
        tally.recount(known, as: settled)
        phases.recount(known, as: settled)
        if known.outcome == .succeeded { judge.takeBack(known) }
        judge.end(settled)
        recoveries.end(settled)
        if self[number: number] != nil { slots[index(number - (total - count) - 1)] = settled }
        return settled
    }

    /// Marks all pending answers as lost, because nobody will hear how they ended. Returns their numbers.
    package mutating func loseAll() -> [Int] {
        let numbers = underWay.keys.sorted()
        for number in numbers {
            _ = settle(number) { Exchange.End(deliveryState: .lost, at: $0.end.at, nanoseconds: $0.end.nanoseconds) }
        }
        return numbers
    }

    /// Evicts the oldest kept exchange, if there is one.
    package mutating func evictOldest() {
        guard count > 0, let exchange = slots[oldest].take() else { return }
        weightBytes -= exchange.weightBytes
        oldest = index(1)
        count -= 1
    }

    /// Whether no request has ever reached this world, across resets.
    package var isUntouched: Bool { total == 0 && earlier.counts.isEmpty }

    /// Counts of everything that ever happened in this world, across resets.
    package var lifetime: Tally {
        var lifetime = earlier
        lifetime.add(tally)
        return lifetime
    }

    /// Takes over the counts of the journal that this one replaces when the world is reset.
    package mutating func inherit(from other: Journal) {
        earlier.add(other.lifetime)
        era = other.era + 1
    }

    /// Removes all exchanges and all that is known of them. Numbering continues.
    package mutating func removeAll() {
        earlier.add(tally)
        tally = Tally()
        judge = Judge(judge.windows.map(\.anew))
        phases = PhaseCounts()
        recoveries = Recoveries()
        marks = []
        cleared = total
        slots = []
        oldest = 0
        count = 0
        weightBytes = 0
    }

    private func index(_ offset: Int) -> Int {
        let index = oldest + offset
        return index < slots.count ? index : index - slots.count
    }

    /// Grows in place if the ring starts at 0. That does not touch the exchanges, which are no longer in the cache.
    private mutating func grow() {
        if oldest > 0 { slots = Array(slots[oldest...] + slots[..<oldest]) }
        oldest = 0
        slots += repeatElement(nil, count: min(max(16, count), capacity - count))
    }
}
