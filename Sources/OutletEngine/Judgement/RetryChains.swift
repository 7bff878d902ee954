import OutletContract

/// The requests of one world that were not granted and may come again.
struct RetryChains: Sendable {
    private var chains: [Exchange.Likeness: RetryChain] = [:]

    /// As many as a client could mean to come back to; beyond it the longest untouched quarter is forgotten.
    private static let maximum = 1024

    var isEmpty: Bool { chains.isEmpty }

    /// In the order of their first requests.
    var all: [RetryChain] { chains.values.sorted { $0.first.number < $1.first.number } }

    /// Where a request's chain stands, and how long the client waited after its newest answer: nil where the request
    /// was sent before the client could know that.
    struct Link {
        fileprivate var place: Dictionary<Exchange.Likeness, RetryChain>.Index
        /// As it stood before.
        var chain: RetryChain
        var gap: Span?
    }

    /// Nil where the request is no repeat.
    func link(to exchange: Exchange, _ likeness: Exchange.Likeness) -> Link? {
        guard !chains.isEmpty, let place = place(of: likeness) else { return nil }
        let chain = chains.values[place]
        return Link(place: place, chain: chain, gap: chain.last.gap(to: exchange))
    }

    private func place(of likeness: Exchange.Likeness) -> Dictionary<Exchange.Likeness, RetryChain>.Index? {
        guard chains.count == 1 else { return chains.index(forKey: likeness) }
        // A client that tries one thing again and again: a comparison is all that is needed.
        return chains.keys[chains.startIndex] == likeness ? chains.startIndex : nil
    }

    /// Writes the exchange down: a granted one ends its chain, a refused one begins or lengthens it.
    mutating func take(_ exchange: Exchange, _ likeness: Exchange.Likeness, _ link: Link?) {
        if exchange.outcome == .succeeded {
            if chains.isEmpty { return }
            if let link { chains.remove(at: link.place) }
            forgive(exchange)
        } else {
            if exchange.isCommitted { forgive(exchange) }
            if let link {
                guard let gap = link.gap else { return }
                chains.values[link.place].take(exchange, gap: gap)
            } else {
                if chains.count == RetryChains.maximum { forgetOldest() }
                chains[likeness] = RetryChain(exchange)
            }
        }
        noteReplacement(exchange, likeness)
    }

    /// A change or a sign-in may have mended what was refused to its user; Stripe's word may have mended anything.
    private mutating func forgive(_ exchange: Exchange) {
        guard let operation = exchange.route?.operation, operation.mendsRefusals else { return }
        let actor = exchange.actor
        let isSignIn = operation == .verifyCode || operation == .oauthCallback
        change { _, chain in
            guard chain.isFinal else { return }
            let mayBeMended = operation == .stripeWebhook || chain.actor == actor || (isSignIn && chain.actor == nil)
            if mayBeMended { chain.isFinal = false }
        }
    }

    /// Another offer in place of one whose pool was empty.
    private mutating func noteReplacement(_ exchange: Exchange, _ likeness: Exchange.Likeness) {
        let own = exchange.outcome == .succeeded ? 0 : 1
        guard chains.count > own, let operation = exchange.route?.operation, operation.asksForPod else { return }
        change { key, chain in
            guard chain.isOpenToReplacement, key.sid == exchange.sid, key != likeness,
                chain.last.gap(to: exchange) != nil
            else { return }
            chain.isReplaced = true
        }
    }

    /// Changes chains where they stand. A loop over `indices` would hold on to the table, and so copy it.
    private mutating func change(_ body: (Exchange.Likeness, inout RetryChain) -> Void) {
        var place = chains.startIndex
        while place != chains.endIndex {
            body(chains.keys[place], &chains.values[place])
            chains.formIndex(after: &place)
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
