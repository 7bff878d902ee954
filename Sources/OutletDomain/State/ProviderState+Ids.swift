package import OutletContract

/// Ids, one-time codes and session ids: each a pure function of the seed, its purpose and its ordinal.
extension ProviderState {
    /// Returns the next id of its kind, with `now` as its time part. Skips ids that a restored world already uses.
    package mutating func newId(_ kind: ResourceKind) -> String {
        var id: String
        repeat {
            id = kind.id(seed: seed, ordinal: idCounters.next(kind.rawValue), at: now)
        } while isKey(id, of: kind)
        return id
    }

    /// Whether a row of that kind has this id.
    private func isKey(_ id: String, of kind: ResourceKind) -> Bool {
        switch kind {
        case .rental: rentals.index(of: id) != nil
        case .invoice: invoices.index(of: id) != nil
        case .checkoutSession: stripe.checkouts.index(of: id) != nil
        case .setupIntent: stripe.setups.index(of: id) != nil
        default: false
        }
    }

    /// Returns a separate random stream for the next thing made for this purpose.
    mutating func nextDraw(_ purpose: String) -> SeededDraw {
        SeededDraw(seed: seed, purpose: purpose, ordinal: idCounters.next(purpose))
    }
}
