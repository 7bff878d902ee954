package import OutletContract

/// One account's money. It moves by ledger entries only; what is reserved is derived, never moved.
package struct Wallet: Hashable, Sendable, Codable {
    /// In the order posted, oldest first.
    package private(set) var entries = Ledger()
    package private(set) var total = Cents.zero
    /// The sum of the live rentals' hourly prices.
    package private(set) var heldPerHour = Cents.zero
    /// Running sums, against which the total is held after every write.
    private var credited = Cents.zero
    private var debited = Cents.zero

    package var reserved: Cents { min(total, heldPerHour) }
    package var available: Cents { total - reserved }

    /// The one way in which the money moves. Gives what does not hold afterwards, if anything.
    mutating func append(_ entry: LedgerEntry) -> Invariant? {
        if entry.amount > .zero { credited += entry.amount } else { debited += -entry.amount }
        total += entry.amount
        entries.append(entry)
        if entry.amount == .zero { return .entryMovesMoney }
        if total < .zero { return .walletNotBelowZero }
        if entries.weight > Ledger.capacity { return .ledgerHasRoom }
        return total == credited - debited && total == entry.balanceAfter ? nil : .ledgerSumsToTotal
    }

    /// The money that full minutes of running pods take, all at once.
    mutating func append(_ charges: MinuteCharges) -> Invariant? {
        debited += charges.cost
        total = total - charges.cost
        entries.append(charges)
        if total < .zero { return .walletNotBelowZero }
        return total == credited - debited ? nil : .ledgerSumsToTotal
    }

    /// Stores no longer what follows from arithmetic: the last entries, which are these.
    mutating func fold(_ charges: MinuteCharges) {
        entries.fold(charges)
    }

    /// What does not add up in a wallet that came from outside; nil where all does.
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

    /// Gives what does not hold afterwards, if anything.
    mutating func release(_ hourlyPrice: Cents) -> Invariant? {
        heldPerHour += -hourlyPrice
        return heldPerHour >= .zero ? nil : .reserveReturnedOnce
    }
}
