package import OutletContract

/// All sessions of a world, each with its request budget, in the order in which they were opened.
///
/// An ended session stays until the next sweep: expiry needs no event, and extending a session at each request only
/// writes a number.
package struct Sessions: Hashable, Sendable {
    private(set) var table: Table<Session>
    /// The number of sessions at which the ended ones are removed.
    private(set) var sweepCount: Int

    private static let fewest = 1024

    init(_ table: Table<Session> = Table(), sweepCount: Int = Sessions.fewest) {
        self.table = table
        self.sweepCount = sweepCount
    }

    package var rows: Blocks<Session> { table.rows }
    package var count: Int { table.count }

    package subscript(index: Int) -> Session { table[index] }

    /// Whether there is a session with this id, ended or not.
    func contains(_ sid: String) -> Bool { table.index(of: sid) != nil }

    /// Returns the index of a session that is valid at a moment; changes nothing.
    ///
    /// - Parameters:
    ///   - hint: the session's last known index, to save the lookup.
    package func validIndex(of sid: String, at now: Instant, hint: Int? = nil) -> Int? {
        let isHinted = hint.map { $0 < count && table[$0].sid == sid } ?? false
        guard let index = isHinted ? hint : table.index(of: sid), table[index].isValid(at: now) else { return nil }
        return index
    }

    /// The user of the session at an index.
    package func user(at index: Int) -> UserID { table[index].user }

    /// The request budget of the session at an index.
    package func rate(at index: Int, now: Instant, _ limits: RequestLimits) -> RateStatus {
        table[index].rate(at: now, limits)
    }

    /// Admits a request: counts it and extends the session.
    ///
    /// Throws `unauthorized` without a valid session, and `rate_limited` when a budget is used up; a refused request
    /// does not count.
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

    /// Opens a session under a new id.
    mutating func open(_ sid: String, for user: UserID, at now: Instant) {
        table.append(Session(sid: sid, user: user, createdAt: now))
    }

    /// Ends a session, if it exists.
    mutating func end(_ sid: String, at now: Instant) {
        if let index = table.index(of: sid) { table[index].expiresAt = now }
    }

    /// Ends every valid session of a user.
    mutating func endAll(of user: UserID, at now: Instant) {
        for index in table.rows.indices where table[index].user == user && table[index].isValid(at: now) {
            table[index].expiresAt = now
        }
    }

    /// Removes the ended sessions once the count has doubled since the last sweep, to at least 1024.
    mutating func sweep(at now: Instant) {
        guard count >= sweepCount else { return }
        table.removeAll { !$0.isValid(at: now) }
        sweepCount = max(Sessions.fewest, count * 2)
    }
}
