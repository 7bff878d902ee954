import OutletContract

/// The requests of one world that were not granted and may come again.
struct RetryChains: Sendable {
    /// In no order that means anything.
    private var chains: [RetryChain] = []
    /// Where each chain stands, once there are more than can be looked through at once; else empty.
    private var indexByLikeness: [Exchange.Likeness: Int] = [:]

    /// What was forgotten to make room, until somebody takes it over.
    private var forgotten: [RetryChain] = []

    /// As many as a client could mean to come back to; beyond it the longest untouched quarter is forgotten.
    static let maximum = 1024
    /// Up to so many, comparing is quicker than hashing a body.
    private static let few = 4

    var isEmpty: Bool { chains.isEmpty }

    /// In the order of their first requests.
    var all: [RetryChain] { chains.sorted { $0.first.number < $1.first.number } }

    /// The chain that a request goes on with; nil where it is no repeat.
    func index(of exchange: Exchange) -> Int? {
        guard exchange.route != nil else { return nil }
        guard indexByLikeness.isEmpty else { return indexByLikeness[Exchange.Likeness(exchange: exchange)] }
        var index = 0
        while index < chains.count {
            if exchange.repeats(chains[index].origin) { return index }
            index += 1
        }
        return nil
    }

    subscript(index: Int) -> RetryChain {
        _read { yield chains[index] }
    }

    /// Writes the exchange down: a granted one ends its chain, a refused one begins or lengthens it.
    ///
    /// - Parameters:
    ///   - index: where its chain stands.
    ///   - gap: how long the client waited after the chain's newest answer: nil where it could not know that yet.
    mutating func take(_ exchange: Exchange, _ mark: Mark, at index: Int?, gap: Span?) {
        guard let operation = exchange.route?.operation else { return }
        if exchange.outcome == .succeeded {
            if chains.isEmpty { return }
            if let index { remove(at: index) }
        } else {
            if let index {
                guard let gap else { return }
                chains[index].take(exchange, mark, gap: gap)
            } else {
                if chains.count == RetryChains.maximum { forgetOldest() }
                append(RetryChain(exchange, mark))
            }
        }
        noteReplacement(exchange, operation)
    }

    /// A change or a sign-in may have mended what was refused to its user; Stripe's word may have mended anything.
    mutating func forgive(_ exchange: Exchange, _ operation: Operation) {
        let actor = exchange.actor
        let isSignIn = operation == .verifyCode || operation == .oauthCallback
        for index in chains.indices where chains[index].isFinal {
            let refused = chains[index].origin.actor
            if operation == .stripeWebhook || refused == actor || (isSignIn && refused == nil) {
                chains[index].isFinal = false
            }
        }
    }

    /// Another offer in place of one whose pool was empty.
    private mutating func noteReplacement(_ exchange: Exchange, _ operation: Operation) {
        let own = exchange.outcome == .succeeded ? 0 : 1
        guard chains.count > own, operation.asksForPod else { return }
        for index in chains.indices where chains[index].isOpenToReplacement {
            let origin = chains[index].origin
            if origin.sid == exchange.sid, !exchange.repeats(origin), chains[index].last.gap(to: exchange) != nil {
                chains[index].isReplaced = true
            }
        }
    }

    private mutating func append(_ chain: RetryChain) {
        chains.append(chain)
        if !indexByLikeness.isEmpty {
            indexByLikeness[Exchange.Likeness(exchange: chain.origin)] = chains.count - 1
        } else if chains.count > RetryChains.few {
            findIndices()
        }
    }

    /// The last chain moves into the gap.
    private mutating func remove(at index: Int) {
        let last = chains.removeLast()
        let removed = index < chains.count ? chains[index] : last
        if index < chains.count { chains[index] = last }
        guard !indexByLikeness.isEmpty else { return }
        indexByLikeness[Exchange.Likeness(exchange: removed.origin)] = nil
        if index < chains.count { indexByLikeness[Exchange.Likeness(exchange: last.origin)] = index }
    }

    private mutating func forgetOldest() {
        chains.sort { $0.last.number < $1.last.number }
        forgotten += chains.prefix(RetryChains.maximum / 4)
        chains.removeFirst(RetryChains.maximum / 4)
        findIndices()
    }

    mutating func takeForgotten() -> [RetryChain] {
        if forgotten.isEmpty { return [] }
        defer { forgotten = [] }
        return forgotten
    }

    private mutating func findIndices() {
        indexByLikeness.removeAll(keepingCapacity: true)
        for index in chains.indices { indexByLikeness[Exchange.Likeness(exchange: chains[index].origin)] = index }
    }
}

extension Operation {
    /// Whether its success can make a request possible that was refused before.
    var mendsRefusals: Bool { self == .oauthCallback || (isMutating && self != .previewRental) }

    var asksForPod: Bool { self == .createRental || self == .previewRental }
}
