/// The dials of a world: how the outside of the API behaves. A scenario sets them, and a test may turn them while
/// the world runs.
package struct Settings: Hashable, Sendable, Codable {
    /// What a second card meets while one is on file; the API's pages say both.
    package enum SecondCard: String, CaseIterable, Sendable, Codable {
        case refuse
        case replace
    }

    package struct Maintenance: Hashable, Sendable, Codable {
        /// Nil leaves the catalogue's own wait.
        package var retryAfterSeconds: Int?

        package init(retryAfterSeconds: Int? = nil) { self.retryAfterSeconds = retryAfterSeconds }
    }

    package var isBillingEnabled = true
    /// Nil while the API is up.
    package var maintenance: Maintenance?
    /// Who can sign users in: `google`, `github`.
    package var oauthProviders = ["google", "github"]
    package var secondCard = SecondCard.refuse
    /// A one-time code that every email gets, instead of drawn ones.
    package var fixedCode: String?
    package var requestLimits = RequestLimits()
    package var provisioning = Provisioning()
    package var webhookSecret = "whsec_test"
    /// Where redirects to `/app…` and `/login…` lead; nil serves a small page of our own there.
    package var appUrl: String?

    package init() {}
}
