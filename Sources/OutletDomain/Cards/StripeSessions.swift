/// Stripe's side of a world: the sessions on its pages, and the events and payments already processed.
struct StripeSessions: Hashable, Sendable, Codable {
    var checkouts = Checkouts()
    var setups = CardSetups()
    /// The webhook events already received.
    var events = ProcessedEvents()
    /// The payment intents already credited.
    var payments = ProcessedEvents()

    /// Records a payment under all its names. Returns whether none of them had been credited before.
    mutating func credit(_ names: [String]) -> Bool {
        let isNew = !names.contains(where: payments.contains)
        for name in names { payments.insert(name) }
        return isNew
    }
}
