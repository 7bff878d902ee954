/// Stripe's side of a world: what is under way on its pages, and what its events have already done.
struct StripeSessions: Hashable, Sendable, Codable {
    var checkouts = Checkouts()
    var setups = CardSetups()
    /// Webhook events that were received.
    var events = ProcessedEvents()
    /// Payment intents that were credited.
    var payments = ProcessedEvents()

    /// Notes a payment by the names that it has: whether it has not been credited by any of them.
    mutating func credit(_ names: [String]) -> Bool {
        let isNew = !names.contains(where: payments.contains)
        for name in names { payments.insert(name) }
        return isNew
    }
}
