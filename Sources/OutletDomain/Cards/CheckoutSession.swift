package import OutletContract

/// One visit to the checkout page.
package struct CheckoutSession: Record {
    package enum Status: String, Sendable, Codable {
        /// Not paid yet; a declined card leaves it open, because the user may try another.
        case open
        case paid
        case cancelled
    }

    package let id: String
    package let user: UserID
    package let amount: Cents
    /// The id of the payment in Stripe's events; each payment is credited once.
    package let paymentIntent: String
    package let createdAt: Instant
    package var status = Status.open

    package var key: String { id }
}
