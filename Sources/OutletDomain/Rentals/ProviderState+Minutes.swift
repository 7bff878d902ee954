import OutletContract

/// Full minutes in which nothing happens but that running pods are charged: passed over in one step, so that a year
/// costs what happens in it, not how long it is.
///
/// A step ends before the next thing that is due, and before the charge by which a wallet falls below a line that
/// something hangs on. What happens there happens by itself, as if there were no steps; how a ledger came to hold its
/// entries shows in nothing (`Ledger`).
extension ProviderState {
    /// Lets all charges happen that lie before whatever else happens next, if they are many enough.
    ///
    /// - Returns: Up to when, from now on, things have to happen one by one: at least until the next charge where
    ///   nothing was passed over.
    mutating func passMinutes(to target: Instant) -> Instant {
        guard let first = schedule.next else { return target }
        let after = first.moment - .milliseconds(1)
        let indices = schedule.indices(of: .charge)
        for index in indices where !isSettled(index, at: after) { return first.moment + .minutes(1) }
        let byUser = Dictionary(grouping: indices) { rentals[$0].user }
        var through = min(target, Instant.last - .milliseconds(1))
        if let other = schedule.next(otherThan: .charge) { through = min(through, other.moment - .milliseconds(1)) }
        for (user, indices) in byUser where through - after >= ProviderState.shortestStep {
            through = undisturbed(user, indices.compactMap(minuteMeter), after: after, through: through)
        }
        guard through - after >= ProviderState.shortestStep else {
            // To look costs as much as a charge of each pod: not again for a second for each.
            return max(first.moment, through) + min(.seconds(indices.count), ProviderState.shortestStep)
        }
        post(indices, byUser, after: after, through: through)
        return through
    }

    /// A shorter step saves nothing.
    static let shortestStep = Span.minutes(4)

    /// Whether what the ledger took for a running pod is what its full minutes cost, as it is after each of them.
    private func isSettled(_ index: Int, at moment: Instant) -> Bool {
        minuteMeter(index).map { $0.cost(at: moment) == rentals[index].charged } ?? false
    }

    private func minuteMeter(_ index: Int) -> MinuteMeter? {
        rentals[index].meter.map { MinuteMeter(rentalId: rentals[index].id, meter: $0) }
    }

    /// Up to when these charges change nothing for their wallet but its total: not beyond zero, not below what warns
    /// of a low balance, and not to where the card on file helps.
    private func undisturbed(_ user: UserID, _ pods: [MinuteMeter], after: Instant, through: Instant) -> Instant {
        let (total, perHour) = (self[user].wallet.total, self[user].wallet.heldPerHour)
        var through = through
        func end(before moment: Instant?) {
            if let moment { through = min(through, moment - .milliseconds(1)) }
        }
        /// The first moment at which the total is below a line.
        func fall(below line: Cents) -> Instant? {
            MinuteCharges.moment(pods, cost: total - line, after: after, through: through)
        }
        end(before: fall(below: .zero))
        if total >= perHour { end(before: fall(below: perHour)) }
        if let line = topupLine(user) {
            let low = total < line ? after : fall(below: line)
            end(before: low.map { max($0, nextTopup(user) ?? $0) })
        }
        return through
    }

    private mutating func post(_ indices: [Int], _ byUser: [UserID: [Int]], after: Instant, through: Instant) {
        let charges = charges(byUser, after: after, through: through, arePosted: false)
        for (user, charges) in charges {
            if let broken = self[user].wallet.append(charges) { close(broken) }
        }
        let posted = charges.reduce(0) { $0 + $1.charges.count }
        idCounters.skip(posted, of: ResourceKind.ledgerEntry.rawValue)
        now = through
        for index in indices {
            rentals[index].charged = minuteMeter(index)?.cost(at: through) ?? rentals[index].charged
            rentals[index].nextChargeAt = rentals[index].nextCharge(after: through)
        }
        schedule.replace(.charge, with: indices.compactMap(chargeDue))
    }

    /// What each wallet is charged for the full minutes of its pods: the entries that come next, or those that are the
    /// latest.
    private func charges(
        _ byUser: [UserID: [Int]], after: Instant, through: Instant, arePosted: Bool
    ) -> [(user: UserID, charges: MinuteCharges)] {
        func pods(_ indices: some Sequence<Int>) -> [MinuteMeter] {
            indices.compactMap(minuteMeter).sorted { $0.rentalId < $1.rentalId }
        }
        let all = shared(pods(byUser.values.joined()), byUser)
        let posted = arePosted ? MinuteCharges.count(all, after: after, through: through) : 0
        let firstOrdinal = idCounters.count(of: ResourceKind.ledgerEntry.rawValue) - posted + 1
        return byUser.map { user, indices in
            let own = byUser.count == 1 ? all : pods(indices)
            let taken = arePosted ? MinuteCharges.cost(own, after: after, through: through) : .zero
            let charges = MinuteCharges(
                all, own: own, after: after, through: through, seed: seed, firstOrdinal: firstOrdinal,
                balanceBefore: self[user].wallet.total + taken)
            return (user, charges)
        }
    }

    /// The same pods in the storage that the last step has already, where they are the same.
    private func shared(_ pods: [MinuteMeter], _ byUser: [UserID: [Int]]) -> [MinuteMeter] {
        guard let user = byUser.keys.first, let last = self[user].wallet.entries.lastMinutes?.pods, last == pods else {
            return pods
        }
        return last
    }
}

/// Charges that came one by one, because time moves in small steps, in the form of those that came at once.
extension ProviderState {
    /// Folds the latest charges into one run of each ledger once a thousand more are stored, of which `posted` at
    /// most have just come.
    mutating func foldMinutes(_ posted: Int) {
        let count = idCounters.count(of: ResourceKind.ledgerEntry.rawValue)
        guard count % ProviderState.foldedAtOnce < posted else { return }
        let indices = schedule.indices(of: .charge)
        let byUser = Dictionary(grouping: indices) { rentals[$0].user }
        guard byUser.count == 1 || indices.count <= ProviderState.mostFolded else { return }
        guard indices.allSatisfy({ isSettled($0, at: now) }) else { return }
        var after = Instant(milliseconds: 0)
        for index in accounts.rows.indices {
            let user = UserID(index: index)
            let pods = (byUser[user] ?? []).compactMap(minuteMeter)
            let begin = self[user].wallet.entries.beginOfLast { entry in pods.contains { $0.makes(entry) } }
            after = max(after, begin)
        }
        let charges = charges(byUser, after: after, through: now, arePosted: true)
        let folded = charges.reduce(0) { $0 + $1.charges.count }
        guard folded >= ProviderState.foldedAtOnce / 2, folded >= indices.count * 16,
            charges.allSatisfy({ self[$0].wallet.entries.ends(with: $1) })
        else { return }
        for (user, charges) in charges { self[user].wallet.fold(charges) }
    }

    private static let foldedAtOnce = 1024
    /// With more pods of several accounts, the place of each entry among those of the world takes too long to find.
    private static let mostFolded = 128
}
