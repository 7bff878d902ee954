package import OutletContract
package import OutletWire

/// The API's operations on auto top-up.
extension ProviderState {
    package func getAutoTopup(for user: UserID) -> JSON { self[user].autoTopup.json }

    package mutating func setAutoTopup(_ input: SetAutoTopup, for user: UserID) throws(APIError) -> JSON {
        guard settings.isBillingEnabled else { throw APIError(.billingDisabled) }
        let hasCard = self[user].card != nil
        try self[user].autoTopup.set(input, hasCard: hasCard)
        return self[user].autoTopup.json
    }
}
