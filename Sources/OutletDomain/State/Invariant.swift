/// Conditions that hold in every world, whatever requests it gets. The raw value states the condition.
package enum Invariant: String, Hashable, Sendable, Codable {
    case entryMovesMoney = "a ledger entry moves money"
    case walletNotBelowZero = "a wallet never goes below zero"
    case ledgerSumsToTotal = "a ledger sums to its wallet's total"
    case ledgerHasRoom = "a ledger stores at most 250,000 entries"
    case reserveReturnedOnce = "a reserve is returned once"
    case dueLiesAhead = "what is due lies ahead"
    case invoiceClosedTwice = "an invoice is closed once, after having been open"
}
