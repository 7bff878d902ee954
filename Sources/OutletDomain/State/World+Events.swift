package import OutletContract

/// What others do to a world, all at this moment.
extension World {
    package mutating func happen(_ event: OutsideEvent, to target: OutsideEvent.Target = OutsideEvent.Target()) {
        if event == .stockSellsOut {
            for family in Family.allCases where target.family == nil || target.family == family { stock[family] = 0 }
            return
        }
        for place in accounts.rows.indices where target.user == nil || target.user == accounts[place].email {
            happen(event, to: UserID(place: place), target)
        }
    }

    private mutating func happen(_ event: OutsideEvent, to user: UserID, _ target: OutsideEvent.Target) {
        switch event {
        case .sessionsEnd: endSessions(of: user)
        case .podsStop: for place in livePods(of: user, target) { stop(place) }
        case .podsFail: for place in livePods(of: user, target) { fail(place, "The provider lost the machine") }
        case .keysVanish: self[user].keys.removeAll()
        case .cardVanishes: removeCard(of: user)
        case .cardDeclines: self[user].card?.declines = true
        case .walletEmpties: setBalance(.zero, of: user)
        case .invoiceOpens: openInvoice(.overage, Cents(1000), for: user)
        case .codesExpire:
            let now = now
            self[user].code?.expire(at: now)
        case .stockSellsOut: break
        }
    }

    /// Makes a wallet hold so much, by one adjustment. What running pods have used and not yet been charged for stays
    /// in it, since they still have to pay; they stop at once where nothing else is left.
    package mutating func setBalance(_ balance: Cents, of user: UserID) {
        let owed = self[user].liveRentals.reduce(Cents.zero) { sum, place in
            sum + rentals[place].unposted(at: now)
        }
        post(.adjustment, max(balance, owed) - self[user].wallet.total, to: user)
    }

    /// Sets what one GPU of a family costs for an hour; each listing costs it times its GPUs. Pods that are there keep
    /// the price at which they were launched.
    package mutating func setPrice(_ pricePerGPUHour: Cents, of family: Family) {
        catalogue = catalogue.priced(pricePerGPUHour, family)
    }

    /// In the order in which they are charged; ending one moves none of the others.
    private func livePods(of user: UserID, _ target: OutsideEvent.Target) -> [Int] {
        self[user].liveRentals.filter { place in
            (target.family ?? rentals[place].family) == rentals[place].family
                && (target.region ?? rentals[place].region) == rentals[place].region
        }
    }

    private mutating func endSessions(of user: UserID) {
        for place in sessions.rows.indices where sessions[place].user == user && sessions[place].isValid(at: now) {
            sessions[place].expiresAt = now
        }
    }
}
