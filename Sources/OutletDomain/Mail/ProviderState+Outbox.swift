import OutletContract

/// Email.
extension ProviderState {
    /// Puts one email into the outbox; none is delivered.
    mutating func send(_ notice: Notice, to user: UserID) {
        outbox.send(notice, to: self[user].email, at: now, seed: seed)
    }
}
