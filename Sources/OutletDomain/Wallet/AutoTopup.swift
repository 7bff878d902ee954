package import OutletContract
import OutletWire

/// Auto top-up settings. The numbers are nil until first set, and are kept when it is switched off.
package struct AutoTopup: Hashable, Sendable, Codable {
    package var isEnabled = false
    package var threshold: Cents?
    package var amount: Cents?
    /// When it last charged the card, successfully or not.
    package var lastTriedAt: Instant?

    package init(isEnabled: Bool = false, threshold: Cents? = nil, amount: Cents? = nil) {
        self.isEnabled = isEnabled
        self.threshold = threshold
        self.amount = amount
    }

    /// The wallet total below which the card is charged, because less than the threshold is available beyond what is
    /// held. Nil if it never is.
    func line(above held: Cents) -> Cents? {
        guard isEnabled, let threshold, threshold > .zero else { return nil }
        return held + threshold
    }

    /// When the card may be charged again; nil if it has not been tried.
    var mayTryAgainAt: Instant? { lastTriedAt.map { $0 + Limits.autoTopupCooldown } }

    /// Enabling needs a card, and both numbers, which the body's shape ensures. Switching off needs neither, and keeps
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
