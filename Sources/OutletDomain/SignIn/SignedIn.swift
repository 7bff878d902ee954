package import OutletWire

/// The result of signing in: the answer, and the session id for the cookie.
package struct SignedIn: Hashable, Sendable {
    package let answer: JSON
    package let sid: String
}
