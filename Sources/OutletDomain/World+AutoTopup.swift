import OutletContract

/// A wallet that fills itself from the card on file.
extension World {
    /// Whether the wallet is low enough, and the last try long enough ago.
    func wantsTopup(_ user: UserID) -> Bool {
        guard self[user].autoTopup.isEnabled, settings.isBillingEnabled, self[user].card != nil,
            let threshold = self[user].autoTopup.threshold, self[user].wallet.available < threshold
        else { return false }
        return self[user].autoTopup.lastTriedAt.map { now >= $0 + Limits.autoTopupCooldown } ?? true
    }

    /// A charge has left the wallet low.
    mutating func autoTopup(_ user: UserID) {
        if wantsTopup(user) { topUpFromCard(user) }
    }

    /// Charges the card. A card that declines turns auto top-up off and leaves an invoice instead.
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
