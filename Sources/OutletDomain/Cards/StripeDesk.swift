/// Stripe's side of a world: what is under way on its pages, and what its events have already done.
struct StripeDesk: Hashable, Sendable, Codable {
    var checkouts = Table<CheckoutSession>()
    var setups = Table<CardSetup>()
    /// Webhook events that were received.
    var events = SeenIds()
    /// Payment intents that were credited.
    var payments = SeenIds()
}
