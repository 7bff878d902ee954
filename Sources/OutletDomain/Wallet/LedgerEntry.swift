package import OutletContract

/// One movement of a wallet. Entries are never changed or removed.
package struct LedgerEntry: Hashable, Sendable, Codable {
    package let id: String
    package let type: LedgerEntryType
    /// Negative if money left the wallet; never zero.
    package let amount: Cents
    package let balanceAfter: Cents
    package let createdAt: Instant
    package let rentalId: String?
    package let stripeChargeId: String?
}
