package import OutletContract

/// What a world begins with, as the file says it; nil is "not said". Every value has been checked against the
/// contract, and the lists keep their places, so that whoever builds a world from it can still point at the file.
package struct Given: Hashable, Sendable {
    package enum SecondCard: String, CaseIterable, Sendable {
        /// A second card is `card_already_on_file`.
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

    /// Nil: the one user `dev@example.com` (see `Given.defaultUsers`).
    package var users: [User]?
    /// GPUs left in the pool, for the families that are named; the others keep the catalogue's stock.
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
    /// The prefix of redirects to `/app…` and `/login…`, without a slash at its end.
    package var appURL: String?

    package init() {}

    /// Who is there when a file names nobody: `dev@example.com` with session `dev` and $100.00.
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
