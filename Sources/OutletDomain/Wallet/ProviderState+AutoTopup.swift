import OutletContract

/// Auto top-up of a wallet from the card on file.
extension ProviderState {
    /// Whether the wallet is low enough, and the last try long enough ago.
    func wantsTopup(_ user: UserID) -> Bool {
        guard let line = topupLine(user), self[user].wallet.total < line else { return false }
        return nextTopup(user).map { now >= $0 } ?? true
    }

    /// The total below which the card on file is charged, because less than the threshold is then available. Nil if it
    /// never is.
    func topupLine(_ user: UserID) -> Cents? {
        guard settings.isBillingEnabled, self[user].card != nil else { return nil }
        return self[user].autoTopup.line(above: self[user].wallet.heldPerHour)
    }

    /// When the card may be charged again; nil if it has not been tried.
    func nextTopup(_ user: UserID) -> Instant? { self[user].autoTopup.mayTryAgainAt }

    /// Tops the wallet up if a charge has left it low.
    mutating func autoTopup(_ user: UserID) {
        if wantsTopup(user) { topUpFromCard(user) }
    }

    /// Charges the card. A declined card turns auto top-up off and leaves an invoice instead.
    mutating func topUpFromCard(_ user: UserID) {
        guard let amount = self[user].autoTopup.amount, let card = self[user].card else { return }
        self[user].autoTopup.lastTriedAt = now
        if card.declines {
            self[user].autoTopup.isEnabled = false
            let invoice = openInvoice(.topupFailed, amount, for: user)
            send(.topUpDeclined(amount: amount, invoice: invoices[invoice].id), to: user)
        } else {
            post(.autoTopup, amount, to: user, stripeChargeId: newId(.charge))
            send(.receipt(amount: amount, total: self[user].wallet.total), to: user)
        }
    }
}
