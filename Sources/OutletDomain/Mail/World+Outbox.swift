import OutletContract

/// Email.
extension World {
    /// Puts one email into the outbox; nothing leaves.
    mutating func send(_ notice: Notice, to user: UserID) {
        outbox.send(notice, to: self[user].email, at: now, seed: seed)
    }
}
