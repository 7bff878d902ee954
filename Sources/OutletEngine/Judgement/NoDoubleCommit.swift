import OutletContract
import OutletScenarios
import OutletWire

/// Judges whether a client looks first before it repeats a change that took effect although its answer was lost.
struct NoDoubleCommit: Sendable {
    private struct Loss: Sendable {
        let exchange: Exchange
        let mark: Mark
        /// Nil for a call that can be repeated without harm.
        let effect: Effect?
        /// Whether the client has looked at the current state since.
        var isKnown = false

        /// Whether a later request asks for the same thing again.
        func isMeant(by next: Exchange, _ nextEffect: Effect?) -> Bool {
            guard mark.gap(to: next) != nil else { return false }
            if let effect { return effect == nextEffect }
            return next.repeats(exchange)
        }
    }

    private var losses: [Loss] = []
    private var findings = Findings()

    /// Beyond this, the oldest losses are dropped to make room for new ones.
    private static let maximum = 256

    /// Whether there are no lost answers whose requests could be repeated.
    var isEmpty: Bool { losses.isEmpty }

    /// Judges a request that may repeat one whose answer was lost.
    mutating func begin(_ exchange: Exchange) {
        guard !losses.isEmpty, exchange.isChange else { return }
        let effect = Effect(exchange)
        guard let index = losses.lastIndex(where: { $0.isMeant(by: exchange, effect) }) else { return }
        let loss = losses.remove(at: index)
        guard let effect else {
            findings.pass([loss.mark.number, exchange.number])
            findings.remark(
                "request \(exchange.number) repeats \(exchange.requestLine), whose answer to request "
                    + "\(loss.mark.number) was lost, which is harmless")
            return
        }
        guard !loss.isKnown else { return }
        findings.fail(
            [loss.mark.number, exchange.number],
            "request \(exchange.number) repeats \(exchange.requestLine), whose answer to request "
                + "\(loss.mark.number) was lost after it took effect, without looking at "
                + effect.listsThatShow.map(\.wireName).joined(separator: " or ")
                + NoDoubleCommit.cost(of: exchange, after: loss.exchange))
    }

    /// Records a lost answer, or an answer that shows what became of the lost ones.
    mutating func end(_ exchange: Exchange, _ mark: Mark) {
        guard let operation = exchange.route?.operation else { return }
        if exchange.outcome == .succeeded {
            for index in losses.indices where losses[index].effect?.listsThatShow.contains(operation) == true {
                let loss = losses[index]
                guard loss.mark.gap(to: exchange) != nil, !loss.isKnown else { continue }
                findings.pass([loss.mark.number, exchange.number])
                losses[index].isKnown = true
            }
        }
        guard exchange.isCommitted, exchange.isChange else { return }
        if losses.count == NoDoubleCommit.maximum { losses.removeFirst() }
        losses.append(Loss(exchange: exchange, mark: mark, effect: Effect(exchange)))
    }

    /// What the repeat cost, if it was granted too.
    private static func cost(of exchange: Exchange, after lost: Exchange) -> String {
        guard exchange.tookEffect else { return "; it was refused by luck" }
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

    /// The findings, with a pass for each loss that was never asked for again.
    var allFindings: Findings {
        var findings = findings
        for loss in losses where !loss.isKnown && loss.effect != nil { findings.pass([loss.mark.number]) }
        return findings
    }
}

extension Exchange {
    /// A member of the answer's body, if that is a JSON object.
    fileprivate func answerMember(_ name: String) -> JSON? {
        guard let body = try? JSON.parse(response.body) else { return nil }
        return body[name]
    }
}
