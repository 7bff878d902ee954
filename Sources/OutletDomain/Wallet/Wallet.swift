package import OutletContract

/// One account's money. Only ledger entries move it; what is reserved is derived, never moved.
package struct Wallet: Hashable, Sendable, Codable {
    /// In the order posted, oldest first.
    package private(set) var entries = Ledger()
    package private(set) var total = Cents.zero
    /// The sum of the live rentals' hourly prices.
    package private(set) var heldPerHour = Cents.zero
    /// Running sums, with which the total is compared after every write.
    private var credited = Cents.zero
    private var debited = Cents.zero

    package var reserved: Cents { min(total, heldPerHour) }
    package var available: Cents { total - reserved }

    /// Appends an entry and moves its money. Returns the invariant that is then broken, if any.
    mutating func append(_ entry: LedgerEntry) -> Invariant? {
        if entry.amount > .zero { credited += entry.amount } else { debited += -entry.amount }
        total += entry.amount
        entries.append(entry)
        if entry.amount == .zero { return .entryMovesMoney }
        if total < .zero { return .walletNotBelowZero }
        if entries.weight > Ledger.capacity { return .ledgerHasRoom }
        return total == credited - debited && total == entry.balanceAfter ? nil : .ledgerSumsToTotal
    }

    /// Takes the money for full minutes of running pods at once. Returns the invariant then broken, if any.
    mutating func append(_ charges: MinuteCharges) -> Invariant? {
        debited += charges.cost
        total = total - charges.cost
        entries.append(charges)
        if total < .zero { return .walletNotBelowZero }
        return total == credited - debited ? nil : .ledgerSumsToTotal
    }

    /// Replaces the last stored entries with `charges`, which make the same entries.
    mutating func fold(_ charges: MinuteCharges) {
        entries.fold(charges)
    }

    /// What does not add up in a wallet from a document; nil if everything does.
    var problem: (member: String, text: String)? {
        var sum = Cents.zero
        for (index, entry) in entries.enumerated() {
            sum += entry.amount
            if entry.amount == .zero { return ("entries[\(index)].amount", "must not be zero") }
            if sum < .zero { return ("entries[\(index)].amount", "must not take more than there is") }
            if sum != entry.balanceAfter { return ("entries[\(index)].balanceAfter", "must be \(sum.value)") }
        }
        if total != sum { return ("total", "must be \(sum.value), the sum of the ledger") }
        let gains = entries.reduce(Cents.zero) { $0 + max($1.amount, .zero) }
        if credited != gains { return ("credited", "must be \(gains.value)") }
        if debited != gains - sum { return ("debited", "must be \((gains - sum).value)") }
        return nil
    }

    mutating func hold(_ hourlyPrice: Cents) {
        heldPerHour += hourlyPrice
    }

    /// Returns the invariant that is then broken, if any.
    mutating func release(_ hourlyPrice: Cents) -> Invariant? {
        heldPerHour += -hourlyPrice
        return heldPerHour >= .zero ? nil : .reserveReturnedOnce
    }
}
