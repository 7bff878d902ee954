import OutletContract
import OutletScenarios
import OutletWire

/// The exchanges of one world. It is bounded: the oldest falls out, and is still counted.
package struct Journal: Sendable {
    /// How many exchanges are kept at most.
    package let capacity: Int
    /// A ring: the oldest kept exchange stands at `oldest`, the others behind it, around the end.
    private var slots: [Exchange?] = []
    private var oldest = 0
    /// How many are kept.
    package private(set) var count = 0
    /// How many exchanges there have been, those before the journal was made among them; also the newest one's number.
    package private(set) var total = 0
    /// What the kept exchanges hold on to, near enough for the server's bound.
    package private(set) var weightBytes = 0
    /// Counts of all exchanges since the journal was made or cleared, the evicted ones included.
    package private(set) var tally = Tally()
    /// Counts of what was there before it was cleared, or before the world was reset.
    private var earlier = Tally()
    /// The client's record, from the first exchange since the journal was made or cleared to the newest; what has fallen
    /// out is in it. Judged as they come, while they are at hand.
    package private(set) var judge: Judge
    /// What happened between the exchanges, oldest first; bounded as they are.
    package private(set) var marks: [JournalMark] = []
    /// How many marks there have been; also the newest one's number.
    package private(set) var markCount = 0
    private(set) var phases = PhaseCounts()
    private(set) var recoveries = Recoveries()
    /// How many times its world has begun anew, and the numbers with it.
    package private(set) var era = 0
    /// The exchanges whose answers are on their way, by number: those too that have fallen out or were taken out. There
    /// are no more than the server has connections.
    private var underWay: [Int: Exchange] = [:]
    /// How many exchanges were taken out on purpose; they are not counted and not judged any more.
    private var cleared = 0

    /// - Parameters:
    ///   - earlier: how many exchanges have gone before, of which nothing is known; the numbering goes on from them.
    ///   - windows: the periods whose logical calls are counted apart.
    init(capacity: Int, after earlier: Int = 0, windows: [LogicalCallWindow] = []) {
        // Always so: the flag's range begins at 1.
        precondition(capacity > 0, "a journal keeps at least one exchange")
        self.capacity = capacity
        total = earlier
        cleared = earlier
        judge = Judge(windows.map(\.anew))
    }

    package var nextNumber: Int { total + 1 }
    /// How many have fallen out.
    package var evicted: Int { total - count - cleared }

    /// The kept exchange of that number.
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
        // Always so: the walk asks for the number, and nothing comes between.
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

    /// Writes down something that happened between the exchanges. Of marks, too, the oldest fall out.
    mutating func note(_ cause: JournalMark.Cause, did: JSON, text: String, at moment: Instant) {
        markCount += 1
        if marks.count == 2 * Journal.keptMarks { marks.removeFirst(Journal.keptMarks) }
        marks.append(JournalMark(number: markCount, after: total, at: moment, cause: cause, did: did, text: text))
    }

    /// So many at least, and never more than twice as many.
    static let keptMarks = 1000

    /// Takes over what the journal that stood in its place has noted since the world began.
    mutating func takeMarks(of other: Journal) {
        marks = other.marks
        markCount = other.markCount
        phases = other.phases
    }

    /// The kept marks that stand behind the exchange `number` and before `next`, oldest first.
    func marks(after number: Int, before next: Int? = nil) -> [JournalMark] {
        marks.filter { $0.after >= number && $0.after < next ?? .max }
    }

    /// The world has moved from one phase to another.
    mutating func enter(_ phase: String, from former: String) {
        phases.enter(former)
        phases.enter(phase)
    }

    /// How many exchanges a clause counts, as far as counts can tell; nil where they no longer can.
    func count(_ filter: CallFilter) -> Int? {
        guard let phase = filter.calls.phase else { return tally.count(where: filter.admits) }
        return phases.count(in: phase, of: tally, where: filter.admits)
    }

    /// How the logical calls of a clause came out; nil where that is not counted and what could tell has been dropped.
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

    /// Writes down how an answer's way was over. It may have been taken for delivered before: then it is no more.
    ///
    /// - Returns: the exchange as it is known from now on; nil where it is not judged any more.
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

    /// Takes all answers that are on their way for lost: nobody will hear of them any more. Gives their numbers.
    package mutating func loseAll() -> [Int] {
        let numbers = underWay.keys.sorted()
        for number in numbers {
            _ = settle(number) { Exchange.End(deliveryState: .lost, at: $0.end.at, nanoseconds: $0.end.nanoseconds) }
        }
        return numbers
    }

    /// Drops the oldest kept exchange, if there is one.
    package mutating func evictOldest() {
        guard count > 0, let exchange = slots[oldest].take() else { return }
        weightBytes -= exchange.weightBytes
        oldest = index(1)
        count -= 1
    }

    /// Whether no request has ever reached this world, through resets.
    package var isUntouched: Bool { total == 0 && earlier.counts.isEmpty }

    /// Counts of everything that ever happened in this world, through resets.
    package var lifetime: Tally {
        var lifetime = earlier
        lifetime.add(tally)
        return lifetime
    }

    /// Takes over the counts of the journal that stood in its place before the world was reset.
    package mutating func inherit(from other: Journal) {
        earlier.add(other.lifetime)
        era = other.era + 1
    }

    /// Drops all of them and what is known of them; the numbering goes on.
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

    /// In place, so that no exchange is looked at: by now they have left the caches.
    private mutating func grow() {
        if oldest > 0 { slots = Array(slots[oldest...] + slots[..<oldest]) }
        oldest = 0
        slots += repeatElement(nil, count: min(max(16, count), capacity - count))
    }
}
