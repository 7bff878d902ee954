package import OutletContract

/// One attempt to put a card on file.
package struct CardSetup: Record {
    package enum Status: String, Sendable, Codable {
        /// Not done yet; a declined card leaves it so.
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
    /// Why the last card was refused, as Stripe keeps it in `last_setup_error`; nil once a card went in.
    package var lastError: CardError?

    package var key: String { id }
}
