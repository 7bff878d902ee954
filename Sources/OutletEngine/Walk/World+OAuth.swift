import OutletContract
import OutletDomain
import OutletWire

/// Sign-in through a provider: redirects and cookies around the domain's own rules.
extension World {
    mutating func oauthStart(_ call: borrowing RequestContext) throws(APIError) -> Answer {
        switch try domain.oauthStart(call["provider"], links: call.links(app: app)) {
        case .unavailable(let path):
            return Answer(Response(redirectTo: call.links(app: app).frontEnd(path)))
        case .consent(let path, let state):
            var answer = Answer(Response(redirectTo: call.links(app: app).absolute(path)))
            answer.oauthState = .set(state)
            return answer
        }
    }

    /// Reports a state mismatch to a page by a redirect and to any other client by `oauth_state_mismatch`; the API's
    /// documentation promises both.
    mutating func oauthCallback(_ call: borrowing RequestContext) throws(APIError) -> Answer {
        let query = try call.query(of: .oauthCallback)
        let outcome = try domain.oauthCallback(
            call["provider"], code: query["code"]?.string, state: query["state"]?.string,
            cookieState: Cookies.values(of: Cookies.oauthState, in: call.request).first)
        if case .full = outcome { return Answer(refusal: .tooManyAccounts) }
        if case .mismatch = outcome, !call.acceptsHTML { throw APIError(.oauthStateMismatch) }
        var answer = Answer(Response(redirectTo: call.links(app: app).frontEnd(outcome.frontEndPath)))
        answer.oauthState = .clear
        if case .signedIn(let signedIn) = outcome { answer.cookie = .set(signedIn.sid) }
        return answer
    }
}

extension RequestContext {
    fileprivate var acceptsHTML: Bool { request.acceptWeight(of: "text/html") > 0 }
}
