package import OutletContract

/// What somebody else does to a world at one moment: dials that they turn, and then what they make happen. Faults,
/// control calls and whatever leads a drill say it in the same words, `set` and `event`.
package struct WorldChange: Hashable, Sendable {
    package var dials: Dials?
    /// In this order.
    package var events: [Event]

    package init(dials: Dials? = nil, events: [Event] = []) {
        self.dials = dials
        self.events = events
    }

    /// An account that a change concerns.
    package enum Account: Hashable, Sendable {
        /// The user who makes the call on which a fault fires.
        case caller
        case user(EmailAddress)

        /// The word for `caller`.
        static let callerWord = "caller"

        /// Nil for what is neither an address nor `caller`.
        init?(_ text: String) {
            if text == Account.callerWord {
                self = .caller
            } else if let address = EmailAddress(text) {
                self = .user(address)
            } else {
                return nil
            }
        }

        /// Its address; nil where nobody who is signed in calls.
        package func address(caller: EmailAddress?) -> EmailAddress? {
            switch self {
            case .caller: caller
            case .user(let address): address
            }
        }
    }

    package struct Event: Hashable, Sendable {
        package var event: OutsideEvent
        /// Nil is every user.
        package var account: Account?
        package var family: Family?
        package var region: Region?

        /// Whom and what it concerns; nil where it concerns a caller, and nobody who is signed in calls.
        package func target(caller: EmailAddress?) -> OutsideEvent.Target? {
            var target = OutsideEvent.Target(family: family, region: region)
            guard let account else { return target }
            guard let address = account.address(caller: caller) else { return nil }
            target.user = address
            return target
        }
    }

    /// The addresses that it names, in its order.
    package var addresses: [EmailAddress] {
        let accounts = (dials?.balances ?? []).map(\.account) + events.compactMap(\.account)
        return accounts.compactMap { $0.address(caller: nil) }
    }
}
