import OutletContract

/// One ledger's charges for full minutes of running pods, over a period in which the world posted nothing else. The
/// entries are not stored but computed when read.
///
/// The pods' meters and the two moments determine the entries. Ids are numbered across the world, so finding an entry's
/// ordinal needs the pods of the other accounts too.
struct MinuteCharges: Hashable, Sendable {
    /// Every pod of the world that was charged in this period, by rental id: the order of entries with the same moment.
    let pods: [MinuteMeter]
    /// The pods that this ledger paid for.
    let own: [MinuteMeter]
    let seed: Int
    /// The ordinal of the period's first entry, in whichever ledger it is.
    let firstOrdinal: Int
    /// The wallet's total before the first entry.
    let balanceBefore: Cents
    /// The entries lie after this moment, and at `through` or before.
    let after: Instant
    let through: Instant
    let count: Int

    init(
        _ pods: [MinuteMeter], own: [MinuteMeter], after: Instant, through: Instant, seed: Int, firstOrdinal: Int,
        balanceBefore: Cents
    ) {
        self.pods = pods
        self.own = own
        self.seed = seed
        self.firstOrdinal = firstOrdinal
        self.balanceBefore = balanceBefore
        self.after = after
        self.through = through
        count = MinuteCharges.count(own, after: after, through: through)
    }

    /// The sum of all these charges.
    var cost: Cents { MinuteCharges.cost(own, after: after, through: through) }

    // Loops by index: taking a pod out of its array would count references, which costs more than the arithmetic.

    static func count(_ pods: [MinuteMeter], after: Instant, through: Instant) -> Int {
        pods.indices.reduce(0) { $0 + pods[$1].entries(at: through) - pods[$1].entries(at: after) }
    }

    static func cost(_ pods: [MinuteMeter], after: Instant, through: Instant) -> Cents {
        pods.indices.reduce(.zero) { $0 + pods[$1].cost(at: through) - pods[$1].cost(at: after) }
    }

    /// Returns these charges and `later` as one value if `later` continues them for the same pods; nil otherwise.
    func joined(with later: MinuteCharges) -> MinuteCharges? {
        guard pods == later.pods, own == later.own, through <= later.after else { return nil }
        let joined = MinuteCharges(
            pods, own: own, after: after, through: later.through, seed: seed, firstOrdinal: firstOrdinal,
            balanceBefore: balanceBefore)
        let isWhole =
            joined.count == count + later.count
            && later.firstOrdinal == firstOrdinal + MinuteCharges.count(pods, after: after, through: later.after)
        return isWhole ? joined : nil
    }

    /// Returns the entries from `offset` on, oldest first.
    func entries(from offset: Int) -> Entries { Entries(self, from: offset) }

    /// Returns the offset of the entry with this id; nil if it is not one of these. `moment` is the id's time.
    func offset(of id: String, at moment: Instant) -> Int? {
        guard moment > after, moment <= through else { return nil }
        let before = moment - .milliseconds(1)
        var entries = entries(from: MinuteCharges.count(own, after: after, through: before))
        while let offset = entries.nextOffset, let entry = entries.next(), entry.createdAt == moment {
            if entry.id == id { return offset }
        }
        return nil
    }

    /// Returns the first moment by which these pods have cost more than `amount` since `after`; nil if that is after
    /// `through`.
    static func moment(
        _ pods: [MinuteMeter], cost amount: Cents, after: Instant, through: Instant
    ) -> Instant? {
        firstMoment(after: after, through: through) { cost(pods, after: after, through: $0) > amount }
    }

    /// The first moment at which `holds` is true; it must stay true from then on. Nil if that is after `through`.
    fileprivate static func firstMoment(
        after: Instant, through: Instant, where holds: (Instant) -> Bool
    ) -> Instant? {
        guard holds(through) else { return nil }
        var (low, high) = (after, through)
        while low < high {
            let middle = Instant(milliseconds: low.milliseconds + (high - low).milliseconds / 2)
            if holds(middle) { high = middle } else { low = middle + .milliseconds(1) }
        }
        return low
    }
}

extension MinuteCharges {
    /// Iterates over the entries, merged from those of the pods: by moment, then by rental id.
    struct Entries: IteratorProtocol {
        private struct Next {
            var ordinal: Int
            var minute: Int
            var moment: Instant
        }

        private let charges: MinuteCharges
        /// The offset of the next entry.
        private var offset: Int
        private var balance: Cents
        /// The next entry of each own pod.
        private var upcoming: [Next]

        fileprivate init(_ charges: MinuteCharges, from offset: Int) {
            let (own, after) = (charges.own, charges.after)
            let moment =
                MinuteCharges.firstMoment(after: after, through: charges.through) {
                    MinuteCharges.count(own, after: after, through: $0) > offset
                } ?? charges.through
            let before = max(moment - .milliseconds(1), after)
            self.charges = charges
            self.offset = MinuteCharges.count(own, after: after, through: before)
            balance = charges.balanceBefore - MinuteCharges.cost(own, after: after, through: before)
            upcoming = own.map { pod in Entries.entry(pod.entries(at: before) + 1, of: pod) }
            while self.offset < offset, next() != nil {}
        }

        /// The offset of the entry that `next` will return.
        var nextOffset: Int? { offset < charges.count ? offset : nil }

        mutating func next() -> LedgerEntry? {
            guard offset < charges.count, var first = upcoming.indices.first else { return nil }
            for index in upcoming.indices where upcoming[index].moment < upcoming[first].moment { first = index }
            let pod = charges.own[first]
            let next = upcoming[first]
            let amount = pod.amount(ofMinute: next.minute)
            let ordinal = charges.firstOrdinal + rank(of: pod, at: next.moment)
            balance = balance - amount
            offset += 1
            upcoming[first] = Entries.entry(next.ordinal + 1, of: pod)
            return LedgerEntry(
                id: ResourceKind.ledgerEntry.id(seed: charges.seed, ordinal: ordinal, at: next.moment),
                type: .rentalCharge, amount: -amount, balanceAfter: balance, createdAt: next.moment,
                rentalId: pod.rentalId, stripeChargeId: nil)
        }

        /// The number of the period's entries, in the whole world, that precede this pod's entry at that moment.
        private func rank(of pod: MinuteMeter, at moment: Instant) -> Int {
            if charges.own.count == charges.pods.count { return offset }
            let before = moment - .milliseconds(1)
            let pods = charges.pods
            return pods.indices.reduce(0) { rank, index in
                rank + pods[index].entries(at: pods[index].rentalId < pod.rentalId ? moment : before)
                    - pods[index].entries(at: charges.after)
            }
        }

        private static func entry(_ ordinal: Int, of pod: MinuteMeter) -> Next {
            let minute = pod.minute(ofEntry: ordinal)
            return Next(ordinal: ordinal, minute: minute, moment: pod.moment(ofMinute: minute))
        }
    }
}
