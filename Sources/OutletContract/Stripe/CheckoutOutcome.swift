/// How a visit to the checkout page ended.
package enum CheckoutOutcome: String, CaseIterable, Sendable {
    case paid
    /// The bank declined; the page stays open for another card.
    case declined
    case cancelled

    /// The path that leads back to the front end; nil if the user stays on the page.
    package var returnPath: String? {
        switch self {
        case .paid: "/app/billing?session=success"
        case .cancelled: "/app/billing?session=cancel"
        case .declined: nil
        }
    }
}
