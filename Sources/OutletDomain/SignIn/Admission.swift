package import OutletContract

/// A request that was let in: who asks, and how long the session lasts from now.
package struct Admission: Hashable, Sendable {
    package let sid: String
    package let user: UserID
    package let expiresAt: Instant
    /// After this request was counted.
    package let rate: RateStatus
}
