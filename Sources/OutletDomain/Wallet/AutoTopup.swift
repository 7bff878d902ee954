package import OutletContract
import OutletWire

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

    /// The total of a wallet below which the card is to help: less than the threshold is then available beside what is
    /// held. Nil where it never is.
    func line(above held: Cents) -> Cents? {
        guard isEnabled, let threshold, threshold > .zero else { return nil }
        return held + threshold
    }

    /// When the card may be tried again; nil where it has not been tried.
    var mayTryAgainAt: Instant? { lastTriedAt.map { $0 + Limits.autoTopupCooldown } }

    /// Enabling needs a card, and both numbers, which the body's shape sees to; switching off needs neither, and keeps
    /// the last numbers.
    mutating func set(_ input: SetAutoTopup, hasCard: Bool) throws(APIError) {
        guard !input.isEnabled || hasCard else { throw APIError.invalid("card", "there must be a card on file") }
        isEnabled = input.isEnabled
        threshold = input.threshold ?? threshold
        amount = input.amount ?? amount
    }

    var json: JSON {
        [
            "enabled": .bool(isEnabled), "thresholdCents": .optional(threshold?.value),
            "topupAmountCents": .optional(amount?.value),
        ]
    }
}
