package import OutletContract

/// Finding and making accounts.
extension ProviderState {
    package subscript(user: UserID) -> Account {
        _read { yield accounts[user.index] }
        _modify { yield &accounts[user.index] }
    }

    /// Reads the email without touching the rest of the account, which is large.
    package func email(of user: UserID) -> String { accounts.rows[user.index].email.text }

    package func user(_ email: EmailAddress) -> UserID? {
        accounts.index(of: email.text).map(UserID.init(index:))
    }

    /// The most accounts in a world: anybody may request one.
    package static let accountCapacity = 10_000

    /// Whether this email has an account or can still get one.
    package func hasRoom(for email: EmailAddress) -> Bool {
        accounts.count < ProviderState.accountCapacity || user(email) != nil
    }

    /// Makes an account with an empty wallet; the email must be new.
    mutating func makeAccount(_ email: EmailAddress) -> UserID {
        let account = Account(id: newId(.user), email: email, createdAt: now, customer: newId(.customer))
        return UserID(index: accounts.append(account))
    }
}
