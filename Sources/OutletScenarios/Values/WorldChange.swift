package import OutletContract

/// What others do to a world at one moment: they change dials, then trigger events. Faults, control calls and timelines
/// use the same keys for it, `set` and `event`.
package struct WorldChange: Hashable, Sendable {
    package var dials: Dials?
    /// In this order.
    package var events: [Event]

    package init(dials: Dials? = nil, events: [Event] = []) {
        self.dials = dials
        self.events = events
    }

    /// An account that a change affects.
    package enum Account: Hashable, Sendable {
        /// The user who makes the call on which a fault fires.
        case caller
        case user(EmailAddress)

        /// The word for `caller`.
        static let callerWord = "caller"

        /// Nil if the text is neither an address nor `caller`.
        init?(_ text: String) {
            if text == Account.callerWord {
                self = .caller
            } else if let address = EmailAddress(text) {
                self = .user(address)
            } else {
                return nil
            }
        }

        /// Its address; nil for a caller who is not signed in.
        package func address(caller: EmailAddress?) -> EmailAddress? {
            switch self {
            case .caller: caller
            case .user(let address): address
            }
        }
    }

    package struct Event: Hashable, Sendable {
        package var event: OutsideEvent
        /// Nil means every user.
        package var account: Account?
        package var family: Family?
        package var region: Region?

        /// Whom and what it affects; nil if it affects a caller who is not signed in.
        package func target(caller: EmailAddress?) -> OutsideEvent.Target? {
            var target = OutsideEvent.Target(family: family, region: region)
            guard let account else { return target }
            guard let address = account.address(caller: caller) else { return nil }
            target.user = address
            return target
        }
    }

    /// The addresses that it names, in order.
    package var addresses: [EmailAddress] {
        let accounts = (dials?.balances ?? []).map(\.account) + events.compactMap(\.account)
        return accounts.compactMap { $0.address(caller: nil) }
    }
}
