import OutletContract
import OutletWire

/// For each operation that ever failed on the server's side: the last time that it did, and the first success since.
struct Recoveries: Sendable {
    struct Recovery: Sendable {
        /// The last failure.
        var failure: Exchange
        /// The first success that was asked for after it.
        var success: Exchange?

        /// From the end of the failed answer to the end of the other, by the world's clock; nil where there is none.
        var took: Span? { success.map { max(.zero, $0.end.at - failure.end.at) } }
    }

    /// One for each operation, by its ordinal; empty while none ever failed.
    private var recoveries: [Recovery?] = []

    subscript(operation: Operation) -> Recovery? { recoveries.isEmpty ? nil : recoveries[operation.ordinal] }

    /// The way of an exchange's answer is over. One that was taken for delivered may be told of again, as lost.
    mutating func end(_ exchange: Exchange) {
        guard let index = exchange.route?.operation.ordinal else { return }
        if exchange.isServerFailure {
            if recoveries.isEmpty { recoveries = Array(repeating: nil, count: Operation.allCases.count) }
            recoveries[index].fail(exchange)
        } else if !recoveries.isEmpty {
            recoveries[index]?.take(exchange)
        }
    }
}

extension Recoveries.Recovery? {
    fileprivate mutating func fail(_ exchange: Exchange) {
        guard exchange.number >= self?.failure.number ?? 0 else { return }
        let later = self?.success.flatMap { $0.number > exchange.number ? $0 : nil }
        self = Recoveries.Recovery(failure: exchange, success: later)
    }
}

extension Recoveries.Recovery {
    /// Takes over an answer that is no failure of the server's; it need not be a success.
    fileprivate mutating func take(_ exchange: Exchange) {
        if success?.number == exchange.number { success = nil }
        guard exchange.outcome == .succeeded, exchange.number > failure.number, success == nil else { return }
        success = exchange
    }
}

extension Exchange {
    /// Whether a fault answered, or the operation itself refused for a reason that is the server's.
    var isServerFailure: Bool { fault != nil || origin == .injected || response.status >= 500 }
}
