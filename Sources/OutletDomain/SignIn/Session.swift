package import OutletContract

/// One signed-in client: its user, its expiry, and how much of its request budget is used.
package struct Session: Record {
    package let sid: String
    package let user: UserID
    package let createdAt: Instant
    package internal(set) var expiresAt: Instant
    private var minute = RequestWindow()
    private var hour = RequestWindow()

    init(sid: String, user: UserID, createdAt: Instant) {
        self.sid = sid
        self.user = user
        self.createdAt = createdAt
        self.expiresAt = createdAt + Limits.sessionLife
    }

    package var key: String { sid }

    package func isValid(at now: Instant) -> Bool { now < expiresAt }

    /// How long until the used-up window ends; nil if both windows have requests left. It is the window that the
    /// headers describe: the minute's if both are used up.
    func wait(at now: Instant, _ limits: RequestLimits) -> Span? {
        let rate = rate(at: now, limits)
        return rate.remaining > 0 ? nil : rate.resetsAt - now
    }

    /// Counts one request and extends the session.
    mutating func count(at now: Instant) {
        minute.count(at: now, length: .minutes(1))
        hour.count(at: now, length: .hours(1))
        expiresAt = now + Limits.sessionLife
    }

    /// The state of the window with fewer requests left; in a tie, the minute's.
    func rate(at now: Instant, _ limits: RequestLimits) -> RateStatus {
        let minuteLeft = max(0, limits.requestsPerMinute - minute.used(at: now, length: .minutes(1)))
        let hourLeft = max(0, limits.requestsPerHour - hour.used(at: now, length: .hours(1)))
        return minuteLeft <= hourLeft
            ? RateStatus(
                limit: limits.requestsPerMinute, remaining: minuteLeft,
                resetsAt: minute.end(at: now, length: .minutes(1)))
            : RateStatus(
                limit: limits.requestsPerHour, remaining: hourLeft, resetsAt: hour.end(at: now, length: .hours(1)))
    }
}
