package import OutletContract

/// Whether and how a wallet fills itself; the numbers are nil until they are first set, and outlive switching it off.
package struct AutoTopup: Hashable, Sendable, Codable {
    package var isEnabled = false
    package var threshold: Cents?
    package var amount: Cents?
    /// When it last fired, whether or not the card was good for it.
    package var lastTriedAt: Instant?

    package init(isEnabled: Bool = false, threshold: Cents? = nil, amount: Cents? = nil) {
        self.isEnabled = isEnabled
        self.threshold = threshold
        self.amount = amount
    }
}
