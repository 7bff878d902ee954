package import OutletContract

/// Sessions and their request budgets.
///
/// A session that is over stays in its table until the next sweep: nothing has to happen at the moment it expires, so
/// nothing does, and sliding one at each request costs no more than writing a number.
extension Table<Session> {
    /// Where a session stands that is valid at a moment; looking changes nothing.
    ///
    /// - Parameters:
    ///   - hint: where it stood a moment ago, to save the search for it.
    package func validIndex(of sid: String, at now: Instant, hint: Int? = nil) -> Int? {
        let isHinted = hint.map { $0 < count && self[$0].sid == sid } ?? false
        guard let index = isHinted ? hint : index(of: sid), self[index].isValid(at: now) else { return nil }
        return index
    }

    /// Whose session stands there.
    package func user(at index: Int) -> UserID { self[index].user }

    /// The request budget of the session that stands there.
    package func rate(at index: Int, now: Instant, _ limits: RequestLimits) -> RateStatus {
        self[index].rate(at: now, limits)
    }
}

extension ProviderState {
    /// Lets a request in: counts it and slides the session.
    ///
    /// Throws `unauthorized` without a valid session, and `rate_limited` when a budget is used up, which takes nothing
    /// from it.
    ///
    /// - Parameters:
    ///   - hint: where the session stood a moment ago, to save the search for it.
    package mutating func admit(_ sid: String?, hint: Int? = nil) throws(APIError) -> Admission {
        guard let sid, let index = sessions.validIndex(of: sid, at: now, hint: hint) else {
            throw APIError(.unauthorized)
        }
        if let wait = sessions[index].wait(at: now, settings.requestLimits) {
            throw APIError(.rateLimited, retryAfterSeconds: max(1, wait.wholeSecondsRoundedUp))
        }
        sessions[index].count(at: now)
        return Admission(
            sid: sid, user: sessions[index].user, expiresAt: sessions[index].expiresAt,
            rate: sessions[index].rate(at: now, settings.requestLimits))
    }

    /// Signs a user in and gives the new session's id. One that a scenario or a world from outside holds already is
    /// passed over.
    package mutating func openSession(for user: UserID) -> String {
        if sessions.count >= sessionSweepCount { sweepSessions() }
        var sid: String
        repeat {
            var draw = nextDraw("sid")
            sid = draw.nextText(ProviderState.sidCharacters, of: ProviderState.sidAlphabet)
        } while sessions.index(of: sid) != nil
        sessions.append(Session(sid: sid, user: user, createdAt: now))
        return sid
    }

    /// A session id has 256 bits: 43 characters of six bits each (base64url, RFC 4648 §5), the last two bits to spare.
    private static let sidCharacters = 43
    private static let sidAlphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// Forgets the sessions that are over, once as many have gathered as there were live ones.
    private mutating func sweepSessions() {
        let now = now
        sessions.removeAll { !$0.isValid(at: now) }
        sessionSweepCount = max(1024, sessions.count * 2)
    }
}
