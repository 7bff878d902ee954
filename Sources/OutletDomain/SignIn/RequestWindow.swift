import OutletContract

/// A fixed window that counts requests. The first request opens it. Callers pass its length and its limit, because a
/// test may change them.
struct RequestWindow: Hashable, Sendable, Codable {
    private var openedAt: Instant?
    private var used = 0

    func used(at now: Instant, length: Span) -> Int { isOpen(at: now, length: length) ? used : 0 }

    /// When the window ends, or would end if it opened now.
    func end(at now: Instant, length: Span) -> Instant {
        guard let openedAt, isOpen(at: now, length: length) else { return now + length }
        return openedAt + length
    }

    mutating func count(at now: Instant, length: Span) {
        if !isOpen(at: now, length: length) {
            openedAt = now
            used = 0
        }
        used += 1
    }

    /// Counts one call. A call beyond the limit is refused and not counted.
    mutating func take(_ limit: Int, at now: Instant, length: Span) throws(APIError) {
        guard used(at: now, length: length) < limit else {
            throw .tooSoon(.rateLimited, end(at: now, length: length) - now)
        }
        count(at: now, length: length)
    }

    private func isOpen(at now: Instant, length: Span) -> Bool {
        openedAt.map { now < $0 + length } ?? false
    }
}
