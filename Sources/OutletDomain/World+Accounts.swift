package import OutletContract

/// Finding and making accounts and sessions: what every way of signing in shares.
extension World {
    package subscript(user: UserID) -> Account {
        get { accounts[user.place] }
        _modify { yield &accounts[user.place] }
    }

    package func user(_ email: EmailAddress) -> UserID? {
        accounts.place(of: email.text).map(UserID.init(place:))
    }

    /// A new account with an empty wallet; nobody may have that email yet.
    mutating func makeAccount(_ email: EmailAddress) -> UserID {
        UserID(place: accounts.append(Account(id: newId(.user), email: email, createdAt: now)))
    }

    /// Signs a user in and gives the session's id.
    mutating func openSession(for user: UserID) -> String {
        var draw = nextDraw("sid")
        let sid = draw.nextText(32, of: Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8))
        openSession(sid, for: user)
        return sid
    }

    mutating func openSession(_ sid: String, for user: UserID) {
        sessions.append(Session(sid: sid, user: user, createdAt: now, expiresAt: now + Limits.sessionLife))
    }
}
