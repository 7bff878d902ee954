import OutletContract

/// The requests of one world that were not granted and may come again.
struct RetryChains: Sendable {
    private var chains: [Exchange.Likeness: RetryChain] = [:]

    /// As many as a client could mean to come back to; beyond it the longest untouched quarter is forgotten.
    private static let maximum = 1024

    var isEmpty: Bool { chains.isEmpty }

    /// In the order of their first requests.
    var all: [RetryChain] { chains.values.sorted { $0.first.number < $1.first.number } }

    /// The chain that this request continues, as it stood before; nil where it is no repeat, or was sent before the
    /// client could know the last answer.
    func continued(by exchange: Exchange) -> (chain: RetryChain, gap: Span)? {
        guard !chains.isEmpty, let likeness = exchange.likeness, let chain = chains[likeness] else { return nil }
        return chain.last.gap(to: exchange).map { (chain, $0) }
    }

    /// Writes the exchange down: a granted one ends its chain, a refused one begins or lengthens it.
    mutating func take(_ exchange: Exchange, gap: Span?) {
        let outcome = exchange.outcome
        if outcome == .succeeded && chains.isEmpty { return }
        guard let likeness = exchange.likeness else { return }
        guard outcome != .succeeded else {
            chains[likeness] = nil
            forgive(exchange)
            noteReplacement(exchange)
            return
        }
        if exchange.isCommitted { forgive(exchange) }
        if var chain = chains[likeness] {
            guard let gap else { return }
            chain.repeats += 1
            chain.untoldGap = chain.told == nil ? gap : nil
            chain.note(exchange)
            chains[likeness] = chain
        } else {
            if chains.count == RetryChains.maximum { forgetOldest() }
            chains[likeness] = RetryChain(exchange, likeness)
        }
        noteReplacement(exchange)
    }

    /// A change or a sign-in may have mended what was refused to its user; Stripe's word may have mended anything.
    private mutating func forgive(_ exchange: Exchange) {
        guard let operation = exchange.route?.operation, operation.mendsRefusals else { return }
        let actor = exchange.actor
        let isSignIn = operation == .verifyCode || operation == .oauthCallback
        for (key, chain) in chains where chain.isFinal {
            guard operation == .stripeWebhook || chain.actor == actor || (isSignIn && chain.actor == nil) else {
                continue
            }
            chains[key]?.isFinal = false
        }
    }

    /// Another offer in place of one whose pool was empty.
    private mutating func noteReplacement(_ exchange: Exchange) {
        guard let operation = exchange.route?.operation, operation.asksForPod, !chains.isEmpty else { return }
        for (key, chain) in chains where chain.code == .providerPoolEmpty && key.sid == exchange.sid {
            guard key != exchange.likeness, chain.last.gap(to: exchange) != nil else { continue }
            chains[key]?.isReplaced = true
        }
    }

    private mutating func forgetOldest() {
        let stale = chains.sorted { $0.value.last.number < $1.value.last.number }.prefix(RetryChains.maximum / 4)
        for (key, _) in stale { chains[key] = nil }
    }
}

extension Operation {
    /// Whether its success can make a request possible that was refused before.
    fileprivate var mendsRefusals: Bool { self == .oauthCallback || (isMutating && self != .previewRental) }

    var asksForPod: Bool { self == .createRental || self == .previewRental }
}
