package import OutletContract

/// Advancing virtual time.
///
/// Reading never changes a world. Whatever happens by itself has its moment in the schedule, and `advance` handles it
/// in the order of `Due`, with `now` at that moment, which ids, entries and emails then carry. Advancing a month at
/// once or a minute at a time therefore leaves the same world, ids included. What merely expires (a session, a code, a
/// request window, a cooldown) is not scheduled: it is compared with `now` when it matters.
extension ProviderState {
    /// Moves virtual time forward and handles everything due on the way. A moment in the past changes nothing.
    package mutating func advance(to moment: Instant) {
        guard brokenInvariant == nil else { return }
        guard let soonest = schedule.soonest, soonest <= moment else {
            now = max(now, moment)
            return
        }
        unplannedWallets = []
        var oneByOne = now
        var minutes = 0
        while brokenInvariant == nil, let due = nextDue(by: moment) {
            if due.moment < now { close(.dueLiesAhead) }
            if due.kind == .charge, due.moment > oneByOne, moment - due.moment >= ProviderState.shortestStep {
                oneByOne = passMinutes(to: moment)
            } else {
                schedule.removeNext()
                if due.kind == .charge { minutes += 1 }
                now = max(now, due.moment)
                happen(due)
            }
        }
        unplannedWallets = nil
        now = max(now, moment)
        if minutes > 0 { foldMinutes(minutes) }
    }

    /// Returns the next due event. Wallets are planned only once everything that precedes `dry` at a moment has
    /// happened, so a hundred pods that become ready at once cost one plan.
    private mutating func nextDue(by moment: Instant) -> Due? {
        let isBeforeDry = schedule.next.map { $0.moment == now && $0.kind.rawValue < Due.Kind.dry.rawValue } ?? false
        if !isBeforeDry { planWallets() }
        return schedule.next.flatMap { $0.moment <= moment ? $0 : nil }
    }

    private mutating func planWallets() {
        guard let users = unplannedWallets, !users.isEmpty else { return }
        for user in users { planDryNow(user) }
        unplannedWallets = []
    }

    private mutating func happen(_ due: Due) {
        switch due.kind {
        case .podReady: podReady(due.index)
        case .podCrash: fail(due.index)
        case .charge: chargeMinute(due.index)
        case .autoTopup: autoTopup(UserID(index: due.index))
        case .dry: runDry(UserID(index: due.index))
        case .autoStop: autoStop(due.index)
        case .podGone: podGone(due.index)
        case .invoiceUncollectible: closeInvoice(due.index, as: .uncollectible)
        }
    }
}
