package import OutletContract
import OutletWire

/// Something that the API tells a user by email.
package enum Notice: Hashable, Sendable {
    /// A one-time code for signing in.
    case code(String)
    /// Money arrived.
    case receipt(amount: Cents, total: Cents)
    /// Less is left than the pods cost in an hour.
    case lowBalance(total: Cents, perHour: Cents)
    /// A pod has run for as long as its owner allowed.
    case autoStop(rental: String, after: Span)
    /// The wallet was used up, and these pods were stopped.
    case walletDry(rentals: [String])
    /// The card on file was declined; the amount is now owed.
    case topUpDeclined(amount: Cents, invoice: String)

    package var kind: Message.Kind {
        switch self {
        case .code: .code
        case .receipt: .receipt
        case .lowBalance: .lowBalance
        case .autoStop: .autoStop
        case .walletDry: .walletDry
        case .topUpDeclined: .topUpDeclined
        }
    }

    package var subject: String {
        switch self {
        case .code(let code): "\(code) is your sign-in code"
        case .receipt(let amount, _): "Receipt for \(amount.dollars)"
        case .lowBalance: "Your balance lasts for less than an hour"
        case .autoStop(let rental, _): "\(rental) has stopped as planned"
        case .walletDry: "Your balance is used up and your pods have stopped"
        case .topUpDeclined: "Your automatic top-up was declined"
        }
    }

    package var text: String {
        switch self {
        case .code(let code):
            "Your sign-in code is \(code). It works once, for \(Limits.codeLife.wholeSeconds / 60) minutes."
        case .receipt(let amount, let total):
            "We have received \(amount.dollars). Your balance is now \(total.dollars)."
        case .lowBalance(let total, let perHour):
            "\(total.dollars) is left, and your pods cost \(perHour.dollars) an hour. Top up to keep them running."
        case .autoStop(let rental, let span):
            "\(rental) ran for \(span.inFull), as you had asked, and has been stopped."
        case .walletDry(let rentals):
            "Your balance has reached $0.00. Stopped: \(rentals.joined(separator: ", "))."
        case .topUpDeclined(let amount, _):
            "Your card was declined for \(amount.dollars). Automatic top-up is off; the amount can be paid by invoice."
        }
    }

    package var code: String? {
        if case .code(let code) = self { return code }
        return nil
    }

    /// The page to which the email links, as a path on this server.
    package var linkPath: String? {
        if case .topUpDeclined(_, let invoice) = self { return Links.invoicePath(invoice) }
        return nil
    }
}

extension Span {
    /// In the largest unit that divides it, else in seconds: `1 hour`, `20 minutes`, `444 seconds`.
    fileprivate var inFull: String {
        for (unit, noun) in [(Span.hours(1), "hour"), (.minutes(1), "minute")] where milliseconds > 0 {
            if milliseconds % unit.milliseconds == 0 { return "\(Counted(milliseconds / unit.milliseconds, noun))" }
        }
        return milliseconds < 1000
            ? "\(Counted(milliseconds, "millisecond"))" : "\(Counted(wholeSeconds, "second"))"
    }
}
