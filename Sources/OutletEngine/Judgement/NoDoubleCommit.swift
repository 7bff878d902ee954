import OutletContract
import OutletScenarios
import OutletWire

/// Does not send again, without looking, a mutation that took effect although its answer never came.
struct NoDoubleCommit: Sendable {
    private struct Loss: Sendable {
        let exchange: Exchange
        let mark: Mark
        /// Whether the client has looked at what there is now.
        var isKnown = false

        var listsThatShow: [Operation] { exchange.route?.operation.listsThatShow ?? [] }
    }

    private var losses: [Loss] = []
    private var findings = Findings()

    /// Losses that nobody asked about any more make room for new ones.
    private static let maximum = 256

    /// Whether no answer is lost that somebody might ask for again.
    var isEmpty: Bool { losses.isEmpty }

    mutating func take(_ exchange: Exchange, _ mark: Mark) {
        guard let operation = exchange.route?.operation else { return }
        if !losses.isEmpty { judge(exchange, operation) }
        guard exchange.isCommitted, !operation.listsThatShow.isEmpty else { return }
        losses.removeAll { exchange.repeats($0.exchange) }
        if losses.count == NoDoubleCommit.maximum { losses.removeFirst() }
        losses.append(Loss(exchange: exchange, mark: mark))
    }

    private mutating func judge(_ exchange: Exchange, _ operation: Operation) {
        let isSuccess = exchange.outcome == .succeeded
        for place in losses.indices.reversed() {
            let loss = losses[place]
            guard loss.mark.gap(to: exchange) != nil else { continue }
            if isSuccess, exchange.user == loss.exchange.user, loss.listsThatShow.contains(operation) {
                if !loss.isKnown { findings.pass([loss.mark.number, exchange.number]) }
                losses[place].isKnown = true
            }
            guard exchange.repeats(loss.exchange) else { continue }
            losses.remove(at: place)
            guard !loss.isKnown else { continue }
            findings.fail(
                [loss.mark.number, exchange.number],
                "request \(exchange.number) repeats \(exchange.requestLine), whose answer to request "
                    + "\(loss.mark.number) was lost after it took effect, without looking at "
                    + operation.listsThatShow.map(\.wireName).joined(separator: " or ")
                    + NoDoubleCommit.cost(of: exchange, after: loss.exchange))
        }
    }

    /// What the repeat has cost, where it was granted too.
    private static func cost(of exchange: Exchange, after lost: Exchange) -> String {
        guard exchange.outcome == .succeeded || exchange.isCommitted else { return "; it was refused by luck" }
        switch exchange.route?.operation {
        case .createRental:
            let cents = [exchange, lost].lazy.compactMap { $0.answerMember("pricePerHourCents")?.integer }.first
            return cents.map { "; a second pod costs \(Cents($0).dollars) an hour" } ?? "; a second pod runs"
        case .checkout:
            let cents = exchange.bodyMember("amountCents")?.integer
            let amount = cents.map { " of \(Cents($0).dollars)" } ?? ""
            let isCharged = exchange.answerMember("checkoutUrl") == .null
            return isCharged ? "; the card is charged a second time\(amount)" : "; a second checkout\(amount) is open"
        default: return ""
        }
    }

    func verdict(world: String) -> Verdict {
        var findings = findings
        for loss in losses where !loss.isKnown { findings.pass([loss.mark.number]) }
        return findings.verdict(
            .noDoubleCommit, world: world, praise: "repeated no change blindly whose answer was lost",
            silence: "no answer was lost after its request took effect")
    }
}

extension Operation {
    /// Where a client can see whether this call took effect; empty for calls that may be repeated without harm.
    fileprivate var listsThatShow: [Operation] {
        switch self {
        case .createRental: [.listRentals]
        case .createKey: [.listKeys]
        case .checkout: [.ledger, .balance]
        case .setupIntent: [.getCard]
        default: []
        }
    }
}

extension Exchange {
    /// A member of the answer's body, where it is an object of JSON.
    fileprivate func answerMember(_ name: String) -> JSON? {
        guard let body = try? JSON.parse(response.body) else { return nil }
        return body[name]
    }
}
