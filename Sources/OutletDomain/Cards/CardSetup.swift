package import OutletContract

/// One attempt to put a card on file.
package struct CardSetup: Record {
    package enum Status: String, Sendable, Codable {
        /// Not finished; a declined card leaves it open.
        case open
        case succeeded
        case cancelled
    }

    package let id: String
    /// What the client hands to Stripe's form: the id, `_secret_` and a secret.
    package let clientSecret: String
    package let user: UserID
    package let createdAt: Instant
    package var status = Status.open
    /// Why the last card was declined, like Stripe's `last_setup_error`; nil once a card was accepted.
    package var lastError: CardError?

    package var key: String { id }
}
