package import OutletContract

/// All sessions of a provider, each with its request budget, in the order in which they were opened.
///
/// A session that is over stays until the next sweep: nothing has to happen at the moment it expires, so nothing does,
/// and sliding one at each request costs no more than writing a number.
package struct Sessions: Hashable, Sendable {
    private(set) var table: Table<Session>
    /// How many may gather before those that are over are forgotten.
    private(set) var sweepCount: Int

    private static let fewest = 1024

    init(_ table: Table<Session> = Table(), sweepCount: Int = Sessions.fewest) {
        self.table = table
        self.sweepCount = sweepCount
    }

    package var rows: Blocks<Session> { table.rows }
    package var count: Int { table.count }

    package subscript(index: Int) -> Session { table[index] }

    /// Whether a session is there, over or not.
    func contains(_ sid: String) -> Bool { table.index(of: sid) != nil }

    /// Where a session stands that is valid at a moment; looking changes nothing.
    ///
    /// - Parameters:
    ///   - hint: where it stood a moment ago, to save the search for it.
    package func validIndex(of sid: String, at now: Instant, hint: Int? = nil) -> Int? {
        let isHinted = hint.map { $0 < count && table[$0].sid == sid } ?? false
        guard let index = isHinted ? hint : table.index(of: sid), table[index].isValid(at: now) else { return nil }
        return index
    }

    /// Whose session stands there.
    package func user(at index: Int) -> UserID { table[index].user }

    /// The request budget of the session that stands there.
    package func rate(at index: Int, now: Instant, _ limits: RequestLimits) -> RateStatus {
        table[index].rate(at: now, limits)
    }

    /// Lets a request in: counts it and slides the session.
    ///
    /// Throws `unauthorized` without a valid session, and `rate_limited` when a budget is used up, which takes nothing
    /// from it.
    mutating func admit(
        _ sid: String?, at now: Instant, _ limits: RequestLimits, hint: Int? = nil
    ) throws(APIError) -> Admission {
        guard let sid, let index = validIndex(of: sid, at: now, hint: hint) else { throw APIError(.unauthorized) }
        if let wait = table[index].wait(at: now, limits) { throw .tooSoon(.rateLimited, wait) }
        table[index].count(at: now)
        return Admission(
            sid: sid, user: table[index].user, expiresAt: table[index].expiresAt,
            rate: table[index].rate(at: now, limits))
    }

    /// Opens a session under an id that none has yet.
    mutating func open(_ sid: String, for user: UserID, at now: Instant) {
        table.append(Session(sid: sid, user: user, createdAt: now))
    }

    /// Ends a session, if it is there.
    mutating func end(_ sid: String, at now: Instant) {
        if let index = table.index(of: sid) { table[index].expiresAt = now }
    }

    /// Ends every session of a user that is not over yet.
    mutating func endAll(of user: UserID, at now: Instant) {
        for index in table.rows.indices where table[index].user == user && table[index].isValid(at: now) {
            table[index].expiresAt = now
        }
    }

    /// Forgets the sessions that are over, once as many have gathered as there were live ones.
    mutating func sweep(at now: Instant) {
        guard count >= sweepCount else { return }
        table.removeAll { !$0.isValid(at: now) }
        sweepCount = max(Sessions.fewest, count * 2)
    }
}
