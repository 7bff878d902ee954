package import OutletContract

/// Applies outside events to a world, all at the current moment.
extension ProviderState {
    package mutating func happen(_ event: OutsideEvent, to target: OutsideEvent.Target = OutsideEvent.Target()) {
        if event == .stockSellsOut {
            for family in Family.allCases where target.family == nil || target.family == family { stock[family] = 0 }
            return
        }
        for index in accounts.rows.indices where target.user == nil || target.user == accounts[index].email {
            happen(event, to: UserID(index: index), target)
        }
    }

    private mutating func happen(_ event: OutsideEvent, to user: UserID, _ target: OutsideEvent.Target) {
        switch event {
        case .sessionsEnd: sessions.endAll(of: user, at: now)
        case .podsStop: for index in livePods(of: user, target) { stop(index) }
        case .podsFail: for index in livePods(of: user, target) { fail(index, "The provider lost the machine") }
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

    /// Sets a wallet's balance by one adjustment. At least what running pods owe but have not yet been charged for
    /// stays in the wallet; if nothing else is left, they stop at once.
    package mutating func setBalance(_ balance: Cents, of user: UserID) {
        let owed = self[user].liveRentals.reduce(Cents.zero) { sum, index in
            sum + rentals[index].unposted(at: now)
        }
        post(.adjustment, max(balance, owed) - self[user].wallet.total, to: user)
    }

    /// Sets the hourly price of one GPU of a family; a listing costs that times its GPUs. Existing pods keep the price
    /// at which they were launched.
    package mutating func setPrice(_ pricePerGPUHour: Cents, of family: Family) {
        catalogue = catalogue.priced(pricePerGPUHour, family)
    }

    /// The user's matching live pods, in charging order. Ending one leaves the other indices valid.
    private func livePods(of user: UserID, _ target: OutsideEvent.Target) -> [Int] {
        self[user].liveRentals.filter { index in
            (target.family ?? rentals[index].family) == rentals[index].family
                && (target.region ?? rentals[index].region) == rentals[index].region
        }
    }
}
