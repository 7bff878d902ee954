import OutletContract
import OutletDomain
import OutletWire

/// Signing in through a provider: redirects and cookies around the domain's own rules.
extension LivingWorld {
    /// Holds the state between the two halves, so that a callback counts only in the browser that started.
    static let stateCookie: StaticString = "oauth_state"

    mutating func oauthStart(_ call: OperationCall) throws(APIError) -> Answer {
        switch try domain.oauthStart(call.route["provider"] ?? "") {
        case .unavailable(let path):
            return Answer(Response(redirectTo: call.links.frontEnd(path)))
        case .consent(let path, let state):
            var answer = Answer(Response(redirectTo: call.links.absolute(path)))
            answer.response.set(call.shortCookie(LivingWorld.stateCookie, state, life: Limits.codeLife))
            return answer
        }
    }

    /// A state that does not match is told to a page by a redirect and to any other client by `oauth_state_mismatch`:
    /// the API's pages promise both.
    mutating func oauthCallback(_ call: OperationCall) throws(APIError) -> Answer {
        let query = try call.query()
        let outcome = domain.oauthCallback(
            call.route["provider"] ?? "", code: query["code"]?.string, state: query["state"]?.string,
            cookieState: Cookies.values(of: LivingWorld.stateCookie, in: call.request).first)
        if case .full = outcome { return Answer(refusal: .tooManyAccounts) }
        if case .mismatch = outcome, !call.acceptsHTML { throw APIError(.oauthStateMismatch) }
        var answer = Answer(Response(redirectTo: call.links.frontEnd(outcome.frontEndPath)))
        answer.response.set(call.shortCookie(LivingWorld.stateCookie, "", life: .zero))
        if case .signedIn(let signedIn) = outcome { answer.cookie = .set(signedIn.sid) }
        return answer
    }
}

extension OperationCall {
    fileprivate var acceptsHTML: Bool {
        request.headers("accept").contains { $0.lowercased().contains("text/html") }
    }

    /// A cookie for the world that the call is about.
    fileprivate func shortCookie(_ name: StaticString, _ value: String, life: Span) -> SentCookie {
        SentCookie(name: name, value: value, path: cookiePath, isSecure: isSecure, life: life)
    }
}
