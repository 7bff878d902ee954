package import OutletContract

/// A request that was admitted: its user, and when its session expires.
package struct Admission: Hashable, Sendable {
    package let sid: String
    package let user: UserID
    package let expiresAt: Instant
    /// After this request was counted.
    package let rate: RateStatus
}
