/// Why a wallet's balance changed.
package enum LedgerEntryType: String, CaseIterable, Hashable, Sendable, Codable {
    case stripeTopup = "stripe_topup"
    case rentalCharge = "rental_charge"
    case refund
    case autoTopup = "auto_topup"
    case adjustment
}
