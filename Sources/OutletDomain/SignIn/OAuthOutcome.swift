/// How a sign-in through a provider ended.
package enum OAuthOutcome: Hashable, Sendable {
    case signedIn(SignedIn)
    /// The state was not issued here, or not to this browser.
    case mismatch
    /// The user cancelled at the provider, or the code was invalid.
    case failed
    /// The provider has no verified address for the user.
    case noEmail
    /// The account would be new, and the world has its maximum number of accounts.
    case full

    /// Where the front end continues. After a mismatch only browsers are sent there; other clients get an error.
    package var frontEndPath: String {
        switch self {
        case .signedIn: "/app"
        case .mismatch, .failed, .full: "/login?error=oauth_failed"
        case .noEmail: "/login?error=oauth_no_email"
        }
    }
}
