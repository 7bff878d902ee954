package import OutletContract

/// One signed-in client: whose it is, until when, and how much of its request budget is used.
package struct Session: Record {
    package let sid: String
    package let user: UserID
    package let createdAt: Instant
    package var expiresAt: Instant
    var minute = RequestWindow()
    var hour = RequestWindow()

    package var key: String { sid }
}
