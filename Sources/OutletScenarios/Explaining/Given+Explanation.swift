import OutletContract
import OutletWire

extension Given {
    /// What the world begins with, one line for each setting in the file.
    var explanation: [String] {
        var lines = (users ?? Given.defaultUsers).map(\.explanation)
        let stock = Family.allCases.compactMap { family in stockGPUs[family].map { "\(family.rawValue) \($0)" } }
        if !stock.isEmpty { lines.append("Stock: \(stock.joined(separator: ", ")); the rest as in the catalogue.") }
        if let listings { lines.append("A catalogue of its own with \(Counted(listings.count, "listing")).") }
        if isBillingEnabled == false { lines.append("Billing is disabled.") }
        if case .on(let seconds) = maintenance {
            lines.append("Down for maintenance\(seconds.map { ", Retry-After \($0)" } ?? "").")
        }
        if let oauthProviders {
            let names = oauthProviders.map(\.rawValue)
            lines.append("Sign-in providers: \(names.isEmpty ? "none" : names.joined(separator: ", ")).")
        }
        if secondCard == .replace { lines.append("A second card replaces the first.") }
        if let code { lines.append("Every one-time code is \(code).") }
        if let limits = limits.description { lines.append("Limits: \(limits).") }
        if let provisioning { lines.append("New pods \(provisioning.description).") }
        return lines
    }
}

extension Given.User {
    fileprivate var explanation: String {
        var parts = ["\(email.text) has \(balance.dollars)"]
        if let card {
            parts.append("a \(card.brand) card ending in \(card.last4)\(card.declines ? " that declines" : "")")
        }
        if autoTopup?.isEnabled == true { parts.append("auto top-up") }
        let counts = [(keys.count, "SSH key"), (rentals.count, "rental"), (invoices.count, "invoice")]
        for (count, noun) in counts where count > 0 { parts.append("\(Counted(count, noun))") }
        return Phrase.listed(parts, last: "and") + (sid.map { "; the cookie sid=\($0) signs in." } ?? ".")
    }
}

extension Given.LimitChanges {
    /// `5 requests a minute, 2 checkouts an hour`; nil if none is set.
    var description: String? {
        let parts = [
            requestsPerMinute.map { "\(Counted($0, "request")) a minute" },
            requestsPerHour.map { "\(Counted($0, "request")) an hour" },
            checkoutsPerHour.map { "\(Counted($0, "checkout")) an hour" },
            codeEvery.map { "a one-time code every \($0.durationText)" },
            codeAttempts.map { "\(Counted($0, "guess", plural: "guesses")) at a one-time code" },
        ].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}

extension Given.Provisioning {
    /// What new pods do: `fail after 5m`.
    var description: String {
        let time = (takes ?? Limits.provisioning).durationText
        let reason = error.map { ": \($0)" } ?? ""
        switch end ?? .running {
        case .running: return "run after \(time)"
        case .failed: return "fail after \(time)\(reason)"
        case .crash:
            let later = (crashesAfter ?? Limits.crashesAfter).durationText
            return "run after \(time), then crash after \(later) more and are refunded\(reason)"
        case .stuck: return "never leave provisioning"
        }
    }
}
