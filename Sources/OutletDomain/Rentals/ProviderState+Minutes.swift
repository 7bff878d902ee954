import OutletContract

/// Posts, in one step, full minutes in which running pods are charged and nothing else happens. Advancing a year thus
/// costs what happens in it, not its length.
///
/// A step ends before the next other due event, and before a charge that takes a wallet below a line that triggers
/// something. Those are then handled as if there were no steps; how a ledger came to hold its entries cannot be
/// observed (`Ledger`).
extension ProviderState {
    /// Posts all charges before the next other event in one step, if the step is long enough to pay off.
    ///
    /// - Returns: The moment up to which events must be handled one by one: at least that of the next charge if nothing
    ///   was posted.
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
            // This check costs as much as one charge per pod: wait one second per pod before repeating it.
            return max(first.moment, through) + min(.seconds(indices.count), ProviderState.shortestStep)
        }
        post(indices, byUser, after: after, through: through)
        return through
    }

    /// A shorter step saves nothing.
    static let shortestStep = Span.minutes(4)

    /// Whether the ledger has taken exactly what a pod's full minutes cost, as after each minute's charge.
    private func isSettled(_ index: Int, at moment: Instant) -> Bool {
        minuteMeter(index).map { $0.cost(at: moment) == rentals[index].charged } ?? false
    }

    private func minuteMeter(_ index: Int) -> MinuteMeter? {
        rentals[index].meter.map { MinuteMeter(rentalId: rentals[index].id, meter: $0) }
    }

    /// Returns the moment up to which these charges change only their wallet's total: it stays at zero or above, at or
    /// above the low-balance line, and triggers no auto top-up.
    private func undisturbed(_ user: UserID, _ pods: [MinuteMeter], after: Instant, through: Instant) -> Instant {
        let (total, perHour) = (self[user].wallet.total, self[user].wallet.heldPerHour)
        var through = through
        func end(before moment: Instant?) {
            if let moment { through = min(through, moment - .milliseconds(1)) }
        }
        /// Returns the first moment at which the total is below a line.
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

    /// Returns what each wallet is charged for its pods' full minutes: the next entries, or the latest ones if
    /// `arePosted`.
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

    /// Returns the last step's array if it has the same pods, to share its storage.
    private func shared(_ pods: [MinuteMeter], _ byUser: [UserID: [Int]]) -> [MinuteMeter] {
        guard let user = byUser.keys.first, let last = self[user].wallet.entries.lastMinutes?.pods, last == pods else {
            return pods
        }
        return last
    }
}

/// Turns charges that were posted one by one, because time moved in small steps, into the form of those posted at once.
extension ProviderState {
    /// Folds each ledger's latest charges into one run whenever the world has made another 1024 entries. `posted` is
    /// the number of charges that this advance made one by one.
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
    /// With more pods, of several accounts, finding each entry's ordinal takes too long.
    private static let mostFolded = 128
}
