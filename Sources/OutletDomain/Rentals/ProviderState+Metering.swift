import OutletContract

/// Charges running pods to their users' wallets.
///
/// A pod's cost is a step function of its running time, `Rental.meteredCharge`. `charged` is what the ledger has taken
/// for it; the rest is unposted. The rest is posted at each full minute and at the end, so over a pod's life the ledger
/// takes what the meter shows, however often it was read.
///
/// A wallet is *dry* at the first moment at which its pods' unposted charges reach its total. Posting a charge lowers
/// both by the same amount, so that moment does not change from minute to minute: it is planned again only when a pod
/// begins or ends, or when money arrives. Charges grow with time, so a binary search finds the moment to the
/// millisecond: pods need not start on a whole second of the clock.
extension ProviderState {
    /// Charges a pod for a completed minute that costs something.
    mutating func chargeMinute(_ index: Int) {
        let user = rentals[index].user
        let before = self[user].wallet.total
        charge(index)
        planCharge(index)
        warnIfLow(user, before: before)
    }

    /// Sends one email when a minute's charge takes the total below what the live pods cost in an hour, unless auto
    /// top-up is about to charge the card.
    private mutating func warnIfLow(_ user: UserID, before: Cents) {
        let (total, perHour) = (self[user].wallet.total, self[user].wallet.heldPerHour)
        guard before >= perHour, total < perHour, !wantsTopup(user) else { return }
        send(.lowBalance(total: total, perHour: perHour), to: user)
    }

    /// After a charge, plans the next minute that adds a cent.
    private mutating func planCharge(_ index: Int) {
        if let planned = chargeDue(of: index) { schedule.remove(planned) }
        rentals[index].nextChargeAt = rentals[index].nextCharge(after: now)
        if let next = chargeDue(of: index) { schedule.insert(next) }
    }

    /// Posts what a pod owes, up to the wallet's total.
    private mutating func charge(_ index: Int) {
        let user = rentals[index].user
        let amount = min(rentals[index].unposted(at: now), self[user].wallet.total)
        guard amount > .zero else { return }
        rentals[index].charged += amount
        post(.rentalCharge, -amount, to: user, rentalId: rentals[index].id)
        if wantsTopup(user) { schedule.insert(due(.autoTopup, user, at: now)) }
    }

    /// Posts the rest of an ended pod's cost, and refunds all of it if asked to.
    mutating func settle(_ index: Int, refunding: Bool) {
        charge(index)
        guard refunding else { return }
        let amount = rentals[index].charged
        rentals[index].refunded = amount
        post(.refund, amount, to: rentals[index].user, rentalId: rentals[index].id)
    }

    /// Handles a wallet that is used up: posts what is owed by rental id, with the last charge capped. Unless the card
    /// on file helps, every pod of the user stops.
    mutating func runDry(_ user: UserID) {
        self[user].dryAt = nil
        for index in self[user].liveRentals where rentals[index].status == .running {
            charge(index)
            planCharge(index)
        }
        if wantsTopup(user) { topUpFromCard(user) }
        if self[user].wallet.total == .zero {
            let indices = self[user].liveRentals
            for index in indices { stop(index) }
            send(.walletDry(rentals: indices.map { rentals[$0].id }), to: user)
        }
        planDry(user)
    }

    /// Plans the wallet's dry moment again. Called when the running pods or the wallet have changed other than by a
    /// charge.
    mutating func planDry(_ user: UserID) {
        guard let waiting = unplannedWallets else { return planDryNow(user) }
        if !waiting.contains(user) { unplannedWallets?.append(user) }
    }

    mutating func planDryNow(_ user: UserID) {
        let planned = self[user].dryAt
        let moment = dryMoment(of: user)
        if moment == planned { return }
        if let planned { schedule.remove(due(.dry, user, at: planned)) }
        if let moment { schedule.insert(due(.dry, user, at: moment)) }
        self[user].dryAt = moment
    }

    /// The first moment, from now on, at which the unposted charges reach the total; nil if time ends before.
    func dryMoment(of user: UserID) -> Instant? {
        var limit = self[user].wallet.total
        var meters: [Meter] = []
        for index in self[user].liveRentals {
            guard let meter = rentals[index].meter, meter.pricePerHour > .zero else { continue }
            meters.append(meter)
            limit += rentals[index].charged
        }
        guard !meters.isEmpty, Meter.reach(limit, meters, at: .last) else { return nil }
        var low = now
        var high = Instant.last
        while low < high {
            let middle = Instant(milliseconds: low.milliseconds + (high - low).milliseconds / 2)
            if Meter.reach(limit, meters, at: middle) { high = middle } else { low = middle + .milliseconds(1) }
        }
        return low
    }

    func due(_ kind: Due.Kind, _ user: UserID, at moment: Instant) -> Due {
        Due(moment: moment, kind: kind, id: self[user].id, index: user.index)
    }
}
