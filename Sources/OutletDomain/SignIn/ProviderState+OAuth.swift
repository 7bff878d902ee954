package import OutletContract
import OutletWire

/// Signing in through Google or GitHub: the authorization code flow with PKCE (RFC 6749 §4.1, RFC 7636), in which the
/// world plays both the API and the provider.
extension ProviderState {
    /// What the API knows of providers, whether or not a scenario has configured them.
    package static let oauthProviders = ["google", "github"]

    /// What the API is called at a provider, and what it asks of one: who the user is, by a verified address.
    private static let oauthClient = "gpuoutlet"
    private static let oauthScopes = ["google": "openid email", "github": "user:email"]

    private static func callbackPath(_ provider: String) -> String { "/v1/auth/oauth/\(provider)/callback" }

    /// Issues a state and sends the browser to the provider, with all that an authorization request says
    /// (RFC 6749 §4.1.1).
    package mutating func oauthStart(_ provider: String, links: Links) throws(APIError) -> OAuthStart {
        guard ProviderState.oauthProviders.contains(provider) else { throw APIError(.notFound) }
        guard settings.oauthProviders.contains(provider) else {
            return .unavailable(frontEndPath: "/login?error=oauth_unavailable")
        }
        var draw = nextDraw("oauth")
        let attempt = OAuthFlow.Attempt(
            state: draw.nextText(32, of: ProviderState.tokenAlphabet), provider: provider,
            verifier: draw.nextText(64, of: ProviderState.tokenAlphabet), startedAt: now)
        oauth.add(attempt)
        let asked = [
            ("response_type", "code"), ("client_id", ProviderState.oauthClient),
            ("redirect_uri", links.absolute(ProviderState.callbackPath(provider))),
            ("scope", ProviderState.oauthScopes[provider] ?? ""), ("state", attempt.state),
            ("code_challenge", OAuthFlow.challenge(of: attempt.verifier)), ("code_challenge_method", "S256"),
        ]
        let query = asked.map { "\($0)=\(PercentCoding.encoded($1))" }.joined(separator: "&")
        return .consent(path: Links.oauthPath(provider) + "?" + query, state: attempt.state)
    }

    /// Plays the provider: what somebody chose on its consent page. Gives the path of the callback, to which the
    /// browser goes on.
    package mutating func authorise(
        _ provider: String, _ choice: OAuthChoice, state: String, challenge: String
    ) -> String {
        let callback = ProviderState.callbackPath(provider)
        let state = PercentCoding.encoded(state)
        let email: EmailAddress?
        switch choice {
        case .cancel: return "\(callback)?error=access_denied&state=\(state)"
        case .noVerifiedEmail: email = nil
        case .account(let address): email = address
        }
        var draw = nextDraw("oauth code")
        let code = draw.nextText(32, of: ProviderState.tokenAlphabet)
        oauth.add(
            OAuthFlow.Grant(code: code, provider: provider, challenge: challenge, email: email, issuedAt: now))
        return "\(callback)?code=\(code)&state=\(state)"
    }

    /// The browser is back. `cookieState` is what the cookie of `oauthStart` says.
    package mutating func oauthCallback(
        _ provider: String, code: String?, state: String?, cookieState: String?
    ) throws(APIError) -> OAuthOutcome {
        guard ProviderState.oauthProviders.contains(provider) else { throw APIError(.notFound) }
        guard let state, state == cookieState,
            let attempt = oauth.takeAttempt(state, provider: provider, at: now)
        else { return .mismatch }
        guard let code, let grant = oauth.redeem(code, for: attempt, at: now) else { return .failed }
        guard let email = grant.email else { return .noEmail }
        guard hasRoom(for: email) else { return .full }
        return .signedIn(signIn(user(email) ?? makeAccount(email)))
    }

    private static let tokenAlphabet = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)
}
