import OutletContract
import OutletWire

/// For each operation that ever failed on the server's side: its last failure, and the first success since.
struct Recoveries: Sendable {
    struct Recovery: Sendable {
        /// The last failure.
        var failure: Exchange
        /// The first success that was requested after the failure.
        var success: Exchange?

        /// The time from the end of the failed answer to the end of the success, on the world's clock; nil without one.
        var took: Span? { success.map { max(.zero, $0.end.at - failure.end.at) } }
    }

    /// One entry for each operation, by ordinal; empty while none has failed.
    private var recoveries: [Recovery?] = []

    subscript(operation: Operation) -> Recovery? { recoveries.isEmpty ? nil : recoveries[operation.ordinal] }

    /// Records that an exchange's answer has ended. If it was assumed delivered, it may be recorded again, as lost.
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
    /// Records an answer that is not a server failure. It need not be a success.
    fileprivate mutating func take(_ exchange: Exchange) {
        if success?.number == exchange.number { success = nil }
        guard exchange.outcome == .succeeded, exchange.number > failure.number, success == nil else { return }
        success = exchange
    }
}

extension Exchange {
    /// Whether a fault answered, or the operation itself failed with a server error.
    var isServerFailure: Bool { fault != nil || origin == .injected || response.status >= 500 }
}
