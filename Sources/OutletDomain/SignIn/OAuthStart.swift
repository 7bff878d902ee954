/// Where `oauthStart` sends the browser.
package enum OAuthStart: Hashable, Sendable {
    /// The provider is not configured: back to the front end's login page.
    case unavailable(frontEndPath: String)
    /// To the provider's consent page, which is ours. The state is also put into a short-lived cookie.
    case consent(path: String, state: String)
}
