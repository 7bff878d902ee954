/// A change to a world from outside: by the user in another tab, the provider, the bank or the operator.
///
/// It changes the world's own state, so the affected operations refuse by themselves.
package enum OutsideEvent: String, CaseIterable, Hashable, Sendable {
    /// Every session ends; the next call with one is unauthorized.
    case sessionsEnd = "sessions-end"
    /// Live pods are stopped, as by `stopRental`.
    case podsStop = "pods-stop"
    /// Live pods fail at the provider, and are refunded.
    case podsFail = "pods-fail"
    /// SSH keys are deleted.
    case keysVanish = "keys-vanish"
    /// The card on file is removed, and auto top-up with it.
    case cardVanishes = "card-vanishes"
    /// The card's bank declines from now on.
    case cardDeclines = "card-declines"
    /// The wallet is emptied, except for what running pods have used and still owe; they stop.
    case walletEmpties = "wallet-empties"
    /// No GPU is left.
    case stockSellsOut = "stock-sells-out"
    /// The user owes $10 for usage beyond the wallet.
    case invoiceOpens = "invoice-opens"
    /// One-time codes that were sent expire.
    case codesExpire = "codes-expire"

    /// The users and resources that an event affects; nil is all of them.
    package struct Target: Hashable, Sendable {
        /// A user's address.
        package var user: EmailAddress?
        package var family: Family?
        package var region: Region?

        package init(user: EmailAddress? = nil, family: Family? = nil, region: Region? = nil) {
            (self.user, self.family, self.region) = (user, family, region)
        }
    }

    /// A member of `Target`.
    package enum Narrowing: String, CaseIterable, Hashable, Sendable {
        case user, family, region
    }

    /// The members of a target that apply to this event.
    package var narrowings: [Narrowing] {
        switch self {
        case .podsStop, .podsFail: [.user, .family, .region]
        case .stockSellsOut: [.family]
        case .sessionsEnd, .keysVanish, .cardVanishes, .cardDeclines, .walletEmpties, .invoiceOpens, .codesExpire:
            [.user]
        }
    }
}
