package import OutletContract

/// Connects sessions with the clock, the limits and the seed.
extension ProviderState {
    /// Admits a request: counts it and extends the session.
    ///
    /// Throws `unauthorized` without a valid session, and `rate_limited` when a budget is used up; a refused request
    /// does not count.
    ///
    /// - Parameters:
    ///   - hint: the session's last known index, to save the lookup.
    package mutating func admit(_ sid: String?, hint: Int? = nil) throws(APIError) -> Admission {
        try sessions.admit(sid, at: now, settings.requestLimits, hint: hint)
    }

    /// Opens a session for a user and returns its id. Skips ids that a scenario or a restored world already uses.
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

    /// A session id has 256 bits: 43 characters of six bits each (base64url, RFC 4648 §5), with two bits to spare.
    private static let sidCharacters = 43
    private static let sidAlphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
}
