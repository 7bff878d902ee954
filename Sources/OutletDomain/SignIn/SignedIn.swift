package import OutletWire

/// What signing in gives: the answer, and the session for the cookie.
package struct SignedIn: Hashable, Sendable {
    package let answer: JSON
    package let sid: String
}
