/// Stripe's side of a world: what is under way on its pages, and what its events have already done.
struct StripeSessions: Hashable, Sendable, Codable {
    var checkouts = Table<CheckoutSession>()
    var setups = Table<CardSetup>()
    /// Webhook events that were received.
    var events = ProcessedEvents()
    /// Payment intents that were credited.
    var payments = ProcessedEvents()
}
