package import OutletContract

/// The six digits that were sent to an account's email.
package struct OneTimeCode: Hashable, Sendable, Codable {
    package let digits: String
    package private(set) var issuedAt: Instant
    package internal(set) var wrongGuesses = 0

    init(digits: String, issuedAt: Instant) {
        self.digits = digits
        self.issuedAt = issuedAt
    }

    func isExpired(at now: Instant) -> Bool { now - issuedAt > Limits.codeLife }

    /// Makes it just old enough to have expired.
    mutating func expire(at now: Instant) {
        issuedAt = min(issuedAt, now - Limits.codeLife - .milliseconds(1))
    }
}
