/// How signing in through a provider ended.
package enum OAuthOutcome: Hashable, Sendable {
    case signedIn(SignedIn)
    /// The state is not one that was issued here, or not to this browser.
    case mismatch
    /// Cancelled at the provider, or the code was no good.
    case failed
    /// The provider vouches for no address.
    case noEmail
    /// The account would be new, and the world has as many as it keeps.
    case full

    /// Where the front end takes over. For a mismatch that is where a browser goes; other clients get an error.
    package var frontEndPath: String {
        switch self {
        case .signedIn: "/app"
        case .mismatch, .failed, .full: "/login?error=oauth_failed"
        case .noEmail: "/login?error=oauth_no_email"
        }
    }
}
