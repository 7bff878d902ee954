/// Something that somebody else does to a world: the user in another tab, the provider, the bank, the operator.
///
/// Afterwards the world's own state says so, and the operations that it concerns refuse by themselves.
package enum OutsideEvent: String, CaseIterable, Hashable, Sendable {
    /// Every session is over; the next call with one is unauthorized.
    case sessionsEnd = "sessions-end"
    /// Live pods are asked to stop, as by `stopRental`.
    case podsStop = "pods-stop"
    /// Live pods fail at the provider, and are refunded.
    case podsFail = "pods-fail"
    /// SSH keys are deleted.
    case keysVanish = "keys-vanish"
    /// The card on file is removed, and auto top-up with it.
    case cardVanishes = "card-vanishes"
    /// The card's bank declines from now on.
    case cardDeclines = "card-declines"
    /// The wallet is emptied, but for what running pods have used and still have to pay; they stop.
    case walletEmpties = "wallet-empties"
    /// No GPU is left.
    case stockSellsOut = "stock-sells-out"
    /// The user owes $10 for usage beyond the wallet.
    case invoiceOpens = "invoice-opens"
    /// One-time codes that were sent are expired.
    case codesExpire = "codes-expire"

    /// Whom and what an event concerns; nil is everybody, or everything.
    package struct Target: Hashable, Sendable {
        /// A user's address.
        package var user: EmailAddress?
        package var family: Family?
        package var region: Region?

        package init(user: EmailAddress? = nil, family: Family? = nil, region: Region? = nil) {
            (self.user, self.family, self.region) = (user, family, region)
        }
    }

    /// One of the members of a target.
    package enum Narrowing: String, CaseIterable, Hashable, Sendable {
        case user, family, region
    }

    /// What of a target means something for it.
    package var narrowings: [Narrowing] {
        switch self {
        case .podsStop, .podsFail: [.user, .family, .region]
        case .stockSellsOut: [.family]
        case .sessionsEnd, .keysVanish, .cardVanishes, .cardDeclines, .walletEmpties, .invoiceOpens, .codesExpire:
            [.user]
        }
    }
}
