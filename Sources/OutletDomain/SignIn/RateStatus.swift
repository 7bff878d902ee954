package import OutletContract

/// The values of the three rate headers.
package struct RateStatus: Hashable, Sendable {
    package var limit: Int
    package var remaining: Int
    package var resetsAt: Instant

    /// `X-RateLimit-Reset`: the first whole second, since 1970, at which the window has ended.
    package var resetUnixSeconds: Int { (resetsAt - Instant(milliseconds: 0)).wholeSecondsRoundedUp }
}
