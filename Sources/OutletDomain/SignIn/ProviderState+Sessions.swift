package import OutletContract

/// Where sessions meet the clock, the limits and the seed.
extension ProviderState {
    /// Lets a request in: counts it and slides the session.
    ///
    /// Throws `unauthorized` without a valid session, and `rate_limited` when a budget is used up, which takes nothing
    /// from it.
    ///
    /// - Parameters:
    ///   - hint: where the session stood a moment ago, to save the search for it.
    package mutating func admit(_ sid: String?, hint: Int? = nil) throws(APIError) -> Admission {
        try sessions.admit(sid, at: now, settings.requestLimits, hint: hint)
    }

    /// Signs a user in and gives the new session's id. One that a scenario or a world from outside holds already is
    /// passed over.
    package mutating func openSession(for user: UserID) -> String {
        sessions.sweep(at: now)
        var sid: String
        repeat {
            var draw = nextDraw("sid")
            sid = draw.nextText(ProviderState.sidCharacters, of: ProviderState.sidAlphabet)
        } while sessions.contains(sid)
        sessions.open(sid, for: user, at: now)
        return sid
    }

    /// A session id has 256 bits: 43 characters of six bits each (base64url, RFC 4648 §5), the last two bits to spare.
    private static let sidCharacters = 43
    private static let sidAlphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
}
