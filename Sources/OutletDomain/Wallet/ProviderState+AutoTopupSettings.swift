package import OutletContract
package import OutletWire

/// Whether and how the wallet fills itself.
extension ProviderState {
    package func getAutoTopup(for user: UserID) -> JSON { self[user].autoTopup.json }

    /// Enabling needs a card, and both numbers, which the body's shape sees to; switching off needs neither, and keeps
    /// the last numbers.
    package mutating func setAutoTopup(_ input: SetAutoTopup, for user: UserID) throws(APIError) -> JSON {
        guard settings.isBillingEnabled else { throw APIError(.billingDisabled) }
        guard !input.isEnabled || self[user].card != nil else {
            throw APIError.invalid("card", "there must be a card on file")
        }
        self[user].autoTopup.isEnabled = input.isEnabled
        self[user].autoTopup.threshold = input.threshold ?? self[user].autoTopup.threshold
        self[user].autoTopup.amount = input.amount ?? self[user].autoTopup.amount
        return self[user].autoTopup.json
    }
}

extension AutoTopup {
    fileprivate var json: JSON {
        [
            "enabled": .bool(isEnabled), "thresholdCents": .optional(threshold?.value),
            "topupAmountCents": .optional(amount?.value),
        ]
    }
}
