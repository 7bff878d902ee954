package import OutletContract

/// Connects signing in through a provider with the settings, the accounts and the seed.
extension ProviderState {
    package mutating func oauthStart(_ provider: String, links: Links) throws(APIError) -> OAuthStart {
        guard OAuthFlow.providers.contains(provider) else { throw APIError(.notFound) }
        guard settings.oauthProviders.contains(provider) else {
            return .unavailable(frontEndPath: "/login?error=oauth_unavailable")
        }
        var draw = nextDraw("oauth")
        return oauth.start(provider, at: now, links: links, &draw)
    }

    /// Plays the provider: applies the user's choice on its consent page. Returns the path of the callback, to which
    /// the browser goes next.
    package mutating func authorise(
        _ provider: String, _ choice: OAuthChoice, state: String, challenge: String
    ) -> String {
        let trip = OAuthFlow.Trip(provider: provider, state: state, challenge: challenge)
        let email: EmailAddress?
        switch choice {
        case .cancel: return OAuthFlow.denial(of: trip)
        case .noVerifiedEmail: email = nil
        case .account(let address): email = address
        }
        var draw = nextDraw("oauth code")
        return oauth.grant(email, trip, at: now, &draw)
    }

    /// Handles the browser's return. `cookieState` is the value of the cookie that `oauthStart` set.
    package mutating func oauthCallback(
        _ provider: String, code: String?, state: String?, cookieState: String?
    ) throws(APIError) -> OAuthOutcome {
        guard OAuthFlow.providers.contains(provider) else { throw APIError(.notFound) }
        let back = OAuthFlow.Return(provider: provider, code: code, state: state, cookieState: cookieState)
        switch oauth.finish(back, at: now) {
        case .mismatch: return .mismatch
        case .failed: return .failed
        case .noEmail: return .noEmail
        case .email(let email):
            guard hasRoom(for: email) else { return .full }
            return .signedIn(signIn(user(email) ?? makeAccount(email)))
        }
    }
}
