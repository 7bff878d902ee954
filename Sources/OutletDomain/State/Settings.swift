/// The settings of a world: how the API behaves towards its clients. A scenario sets them, and a test may change them
/// while the world runs.
package struct Settings: Hashable, Sendable, Codable {
    /// What happens to a second card while one is on file; the API's pages document both.
    package enum SecondCard: String, CaseIterable, Sendable, Codable {
        case refuse
        case replace
    }

    package struct Maintenance: Hashable, Sendable, Codable {
        /// Nil keeps the catalogue's default wait.
        package var retryAfterSeconds: Int?

        package init(retryAfterSeconds: Int? = nil) { self.retryAfterSeconds = retryAfterSeconds }
    }

    package var isBillingEnabled = true
    /// Nil while the API is up.
    package var maintenance: Maintenance?
    /// The providers that can sign users in: `google`, `github`.
    package var oauthProviders = ["google", "github"]
    package var secondCard = SecondCard.refuse
    /// The one-time code that every email gets instead of a random one.
    package var fixedCode: String?
    package var requestLimits = RequestLimits()
    package var provisioning = Provisioning()
    package var webhookSecret = "whsec_test"
    /// The base of redirects to `/app…` and `/login…`; if nil, we serve a small page of our own there.
    package var appUrl: String?

    package init() {}
}
