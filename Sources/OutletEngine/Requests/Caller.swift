/// The sender of a request, with a valid session. It is immutable, so all journal entries of a caller share one object.
final class Caller: Sendable {
    let sid: String
    let email: String
    /// The session's index among all sessions of its world.
    let index: Int

    init(sid: String, email: String, index: Int) {
        self.sid = sid
        self.email = email
        self.index = index
    }
}
