import OutletContract
import OutletWire

extension WorldChange {
    /// `the caller's sessions end and h100-80gb has 0 GPUs left`.
    package var explanation: String {
        Phrase.listed((dials?.parts ?? []) + events.map(\.explanation), last: "and")
    }
}

extension Dials {
    fileprivate var parts: [String] {
        var parts: [String] = []
        for family in Family.allCases {
            guard let gpus = given.stockGPUs[family] else { continue }
            parts.append("\(family.rawValue) has \(Counted(gpus, "GPU")) left")
        }
        if let isEnabled = given.isBillingEnabled { parts.append("billing is \(isEnabled ? "enabled" : "disabled")") }
        switch given.maintenance {
        case .on(let seconds)?: parts.append("maintenance begins\(seconds.map { ", with Retry-After \($0)" } ?? "")")
        case .off?: parts.append("maintenance ends")
        case nil: break
        }
        if let limits = given.limits.description { parts.append("the limits are \(limits)") }
        if let provisioning = given.provisioning { parts.append("new pods \(provisioning.description)") }
        parts += balances.map { "\($0.account.owner) wallet holds \($0.balance.dollars)" }
        for family in Family.allCases {
            if let price = prices[family] { parts.append("a GPU of \(family.rawValue) costs \(price.dollars) an hour") }
        }
        return parts
    }
}

extension WorldChange.Account {
    fileprivate var name: String {
        switch self {
        case .caller: "the caller"
        case .user(let address): address.text
        }
    }

    fileprivate var owner: String { name + "'s" }
}

extension WorldChange.Event {
    fileprivate var explanation: String {
        let owner = account?.owner ?? "everybody's"
        let which =
            (family.map { " of family \($0.rawValue)" } ?? "") + (region.map { " in \($0.rawValue)" } ?? "")
        return switch event {
        case .sessionsEnd: "\(owner) sessions end"
        case .podsStop: "\(owner) live pods\(which) stop"
        case .podsFail: "\(owner) live pods\(which) fail"
        case .keysVanish: "\(owner) SSH keys are deleted"
        case .cardVanishes: "\(owner) card is removed"
        case .cardDeclines: "\(owner) card declines from now on"
        case .walletEmpties: "\(owner) wallet is emptied"
        case .stockSellsOut: "the stock\(which) sells out"
        case .invoiceOpens: "an invoice of $10.00 is opened for \(account?.name ?? "everybody")"
        case .codesExpire: "\(owner) one-time codes expire"
        }
    }
}
