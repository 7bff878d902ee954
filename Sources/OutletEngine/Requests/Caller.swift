/// Who asks, with a session that is valid. It never changes, so whoever asks again and again is one object for all of
/// the journal.
final class Caller: Sendable {
    let sid: String
    let email: String
    /// Where the session stands among all of its world.
    let index: Int

    init(sid: String, email: String, index: Int) {
        self.sid = sid
        self.email = email
        self.index = index
    }
}
