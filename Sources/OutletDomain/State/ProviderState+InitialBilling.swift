import OutletContract

/// What a scenario's user begins with besides balance, invoices and pods.
extension ProviderState {
    mutating func openBilling(_ given: InitialState.User, for user: UserID) {
        if let card = given.card { putCardOnFile(card, for: user) }
        if let autoTopup = given.autoTopup { self[user].autoTopup = autoTopup }
        for key in given.keys { open(key, for: user) }
    }

    private mutating func open(_ given: InitialState.Key, for user: UserID) {
        // Always so: the scenario's reader rejects text that is not a key.
        guard let publicKey = try? SSHPublicKey(line: given.publicKey) else {
            preconditionFailure("a scenario's keys are checked when it is read")
        }
        addKey(given.name, publicKey, for: user)
    }
}
