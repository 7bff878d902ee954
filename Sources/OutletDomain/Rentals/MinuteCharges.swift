import OutletContract

/// The entries that full minutes of running pods made in one ledger while nothing else was posted in the world: not
/// stored, but made by arithmetic when somebody looks.
///
/// Which entries there are follows from the pods' meters and the two moments. The ids are numbered throughout the
/// world, so the pods of other accounts count where an entry's ordinal is found.
struct MinuteCharges: Hashable, Sendable {
    /// Every pod of the world that was charged meanwhile, by rental id: the order of entries of one moment.
    let pods: [MinuteMeter]
    /// Those among them that this ledger paid for.
    let own: [MinuteMeter]
    let seed: Int
    /// The ordinal of the first entry, of whichever ledger.
    let firstOrdinal: Int
    /// The wallet's total before.
    let balanceBefore: Cents
    /// The entries lie after this moment and not after `through`.
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

    /// What was taken in all.
    var cost: Cents { MinuteCharges.cost(own, after: after, through: through) }

    // By index: to take a pod out of its array would count references, which costs more than the arithmetic.

    static func count(_ pods: [MinuteMeter], after: Instant, through: Instant) -> Int {
        pods.indices.reduce(0) { $0 + pods[$1].entries(at: through) - pods[$1].entries(at: after) }
    }

    static func cost(_ pods: [MinuteMeter], after: Instant, through: Instant) -> Cents {
        pods.indices.reduce(.zero) { $0 + pods[$1].cost(at: through) - pods[$1].cost(at: after) }
    }

    /// These entries and those that follow as one, where they are the next of the same pods.
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

    /// The entries from the `offset`th on, oldest first.
    func entries(from offset: Int) -> Entries { Entries(self, from: offset) }

    /// Where the entry with this id stands; nil where it is not one of these. The id's time says where to look.
    func offset(of id: String, at moment: Instant) -> Int? {
        guard moment > after, moment <= through else { return nil }
        let before = moment - .milliseconds(1)
        var entries = entries(from: MinuteCharges.count(own, after: after, through: before))
        while let offset = entries.nextOffset, let entry = entries.next(), entry.createdAt == moment {
            if entry.id == id { return offset }
        }
        return nil
    }

    /// The first moment by which these pods have cost more than `amount` since `after`; nil where that is not by
    /// `through`.
    static func moment(
        _ pods: [MinuteMeter], cost amount: Cents, after: Instant, through: Instant
    ) -> Instant? {
        firstMoment(after: after, through: through) { cost(pods, after: after, through: $0) > amount }
    }

    /// The first moment at which something holds that goes on holding.
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
    /// The entries one after another, merged from the pods': by moment, then by rental id.
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

        /// The offset of the entry that `next` would give.
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

        /// How many entries of the world precede this pod's at that moment.
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
