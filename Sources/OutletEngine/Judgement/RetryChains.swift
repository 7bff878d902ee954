import OutletContract

/// The requests of one client that were not granted and may be repeated.
struct RetryChains: Sendable {
    /// In no particular order.
    private var chains: [RetryChain] = []
    /// The index of each chain, once there are too many to compare one by one; else empty.
    private var indexByLikeness: [Exchange.Likeness: Int] = [:]

    /// The chains dropped to make room, until `takeForgotten` takes them.
    private var forgotten: [RetryChain] = []

    /// As many as a client could want to come back to. Beyond it, the quarter untouched longest is forgotten.
    static let maximum = 1024
    /// Up to this many, comparing is faster than hashing a body.
    private static let few = 4

    var isEmpty: Bool { chains.isEmpty }

    /// All chains in the order of their first requests.
    var all: [RetryChain] { chains.sorted { $0.first.number < $1.first.number } }

    /// The index of the chain that a request continues; nil if it is not a repeat.
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

    /// Records an exchange: a granted one ends its chain, any other begins or extends it.
    ///
    /// - Parameters:
    ///   - index: the index of its chain.
    ///   - gap: how long the client waited after the chain's newest answer; nil if it could not know that answer yet.
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

    /// Makes refusals no longer final: those of the user who made a change or signed in; all after a Stripe webhook.
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

    /// Records a request for another offer in place of one whose pool was empty.
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

    /// Moves the last chain into the gap.
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
