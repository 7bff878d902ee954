package import OutletContract

/// The six digits that were sent to an account's email.
package struct OneTimeCode: Hashable, Sendable, Codable {
    package let digits: String
    package let issuedAt: Instant
    package internal(set) var wrongGuesses = 0

    func isExpired(at now: Instant) -> Bool { now - issuedAt > Limits.codeLife }
}
