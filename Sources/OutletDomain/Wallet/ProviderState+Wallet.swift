package import OutletContract

/// The only way to change a wallet's total, besides charges for full minutes.
extension ProviderState {
    /// Posts one ledger entry now; zero cents post nothing.
    package mutating func post(
        _ type: LedgerEntryType, _ amount: Cents, to user: UserID, rentalId: String? = nil,
        stripeChargeId: String? = nil
    ) {
        guard amount != .zero else { return }
        let entry = LedgerEntry(
            id: newId(.ledgerEntry), type: type, amount: amount, balanceAfter: self[user].wallet.total + amount,
            createdAt: now, rentalId: rentalId, stripeChargeId: stripeChargeId)
        if let broken = self[user].wallet.append(entry) { close(broken) }
        if type != .rentalCharge { planDry(user) }
    }
}
