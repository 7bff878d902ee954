package import OutletContract

/// What a world begins with, as the file gives it; nil means not given. Every value has been checked against the
/// contract. List elements keep their locations, so that code that builds a world from it can point at the file.
package struct Given: Hashable, Sendable {
    package enum SecondCard: String, CaseIterable, Sendable {
        /// A second card gets `card_already_on_file`.
        case refuse
        case replace
    }

    package enum OAuthProvider: String, CaseIterable, Sendable {
        case google
        case github
    }

    package enum Maintenance: Hashable, Sendable {
        case off
        /// Nil sends the catalogue's own `Retry-After`.
        case on(retryAfterSeconds: Int?)
    }

    /// Nil for the one user `dev@example.com` (see `Given.defaultUsers`).
    package var users: [User]?
    /// GPUs left in the pool for the named families; others keep the catalogue's stock.
    package var stockGPUs: [Family: Int] = [:]
    /// Replaces the whole catalogue.
    package var listings: [Listing]?
    package var isBillingEnabled: Bool?
    package var maintenance: Maintenance?
    package var oauthProviders: [OAuthProvider]?
    package var secondCard: SecondCard?
    /// A fixed one-time code of six digits.
    package var code: String?
    package var limits = LimitChanges()
    package var provisioning: Provisioning?
    package var webhookSecret: String?
    /// The prefix of redirects to `/app…` and `/login…`, without a trailing slash.
    package var appURL: String?

    package init() {}

    /// The users if a file gives none: `dev@example.com` with session `dev` and $100.00.
    package static let defaultUsers = [
        User(email: defaultEmail, sid: "dev", balance: Cents(10_000), location: .nowhere)
    ]

    private static var defaultEmail: EmailAddress {
        // Always so: it is a constant.
        guard let email = EmailAddress("dev@example.com") else {
            preconditionFailure("the default user's address is an address")
        }
        return email
    }
}
