import OutletContract

/// The requests of one world that were not granted and may come again.
struct RetryChains: Sendable {
    /// In no order that means anything.
    private var chains: [RetryChain] = []
    /// Where each chain stands, once there are more than can be looked through at once; else empty.
    private var places: [Exchange.Likeness: Int] = [:]

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
    func place(of exchange: Exchange) -> Int? {
        guard exchange.route != nil else { return nil }
        guard places.isEmpty else { return places[Exchange.Likeness(exchange: exchange)] }
        var place = 0
        while place < chains.count {
            if exchange.repeats(chains[place].origin) { return place }
            place += 1
        }
        return nil
    }

    subscript(place: Int) -> RetryChain {
        _read { yield chains[place] }
    }

    /// Writes the exchange down: a granted one ends its chain, a refused one begins or lengthens it.
    ///
    /// - Parameters:
    ///   - place: where its chain stands.
    ///   - gap: how long the client waited after the chain's newest answer: nil where it could not know that yet.
    mutating func take(_ exchange: Exchange, _ mark: Mark, at place: Int?, gap: Span?) {
        guard let operation = exchange.route?.operation else { return }
        if exchange.outcome == .succeeded {
            if chains.isEmpty { return }
            if let place { remove(at: place) }
        } else {
            if let place {
                guard let gap else { return }
                chains[place].take(exchange, mark, gap: gap)
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
        for place in chains.indices where chains[place].isFinal {
            let refused = chains[place].origin.actor
            if operation == .stripeWebhook || refused == actor || (isSignIn && refused == nil) {
                chains[place].isFinal = false
            }
        }
    }

    /// Another offer in place of one whose pool was empty.
    private mutating func noteReplacement(_ exchange: Exchange, _ operation: Operation) {
        let own = exchange.outcome == .succeeded ? 0 : 1
        guard chains.count > own, operation.asksForPod else { return }
        for place in chains.indices where chains[place].isOpenToReplacement {
            let origin = chains[place].origin
            if origin.sid == exchange.sid, !exchange.repeats(origin), chains[place].last.gap(to: exchange) != nil {
                chains[place].isReplaced = true
            }
        }
    }

    private mutating func append(_ chain: RetryChain) {
        chains.append(chain)
        if !places.isEmpty {
            places[Exchange.Likeness(exchange: chain.origin)] = chains.count - 1
        } else if chains.count > RetryChains.few {
            findPlaces()
        }
    }

    /// The last chain moves into the gap.
    private mutating func remove(at place: Int) {
        let last = chains.removeLast()
        let removed = place < chains.count ? chains[place] : last
        if place < chains.count { chains[place] = last }
        guard !places.isEmpty else { return }
        places[Exchange.Likeness(exchange: removed.origin)] = nil
        if place < chains.count { places[Exchange.Likeness(exchange: last.origin)] = place }
    }

    private mutating func forgetOldest() {
        chains.sort { $0.last.number < $1.last.number }
        forgotten += chains.prefix(RetryChains.maximum / 4)
        chains.removeFirst(RetryChains.maximum / 4)
        findPlaces()
    }

    mutating func takeForgotten() -> [RetryChain] {
        if forgotten.isEmpty { return [] }
        defer { forgotten = [] }
        return forgotten
    }

    private mutating func findPlaces() {
        places.removeAll(keepingCapacity: true)
        for place in chains.indices { places[Exchange.Likeness(exchange: chains[place].origin)] = place }
    }
}

extension Operation {
    /// Whether its success can make a request possible that was refused before.
    var mendsRefusals: Bool { self == .oauthCallback || (isMutating && self != .previewRental) }

    var asksForPod: Bool { self == .createRental || self == .previewRental }
}
