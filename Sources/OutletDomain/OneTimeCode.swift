package import OutletContract

/// The six digits that were sent to an account's email.
package struct OneTimeCode: Hashable, Sendable, Codable {
    package var digits: String
    package var issuedAt: Instant
    package var wrongGuesses = 0
}
