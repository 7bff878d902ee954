import OutletContract
import OutletWire

/// The same request, sent again and again while it is not granted: from its first refusal to the answer that ends it.
struct RetryChain: Sendable {
    /// The first request; whatever repeats it belongs to the chain.
    let origin: Exchange
    /// The first refused request, and the newest.
    let first: Mark
    private(set) var last: Mark
    /// How often it was sent again after a refusal.
    var repeats = 0
    /// Why the newest was not granted; nil where the answer was lost or bore no code of the catalogue.
    var code: ErrorCode?
    /// What the newest refusal told the client to wait.
    var told: Span?
    /// Before the repeats, since a refusal last told how long to wait. The client's own time-out is no part of them: they
    /// begin when it has left.
    private(set) var pauses = Pauses()
    /// Whether the newest refusal is for good, and nothing has changed since that could mend it.
    var isFinal = false
    /// Whether the client has tried something else in its place.
    var isReplaced = false
    /// Whether the operation took effect in spite of the answer.
    private(set) var isCommitted = false

    /// - Parameters:
    ///   - mark: the exchange's own.
    init(_ exchange: Exchange, _ mark: Mark) {
        origin = exchange
        first = mark
        last = mark
        note(exchange, mark)
    }

    /// One more repeat that was not granted either.
    mutating func take(_ exchange: Exchange, _ mark: Mark, gap: Span) {
        repeats += 1
        if told == nil { pauses.add(gap) } else { pauses = Pauses() }
        note(exchange, mark)
    }

    /// Whether asking for another pod would be a way out.
    var isOpenToReplacement: Bool { code == .providerPoolEmpty && !isReplaced }

    /// Takes over what the newest refusal says.
    private mutating func note(_ exchange: Exchange, _ mark: Mark) {
        last = mark
        code = exchange.outcome == .refused ? exchange.code : nil
        told = exchange.toldToWait
        isFinal = RetryChain.isFinal(exchange)
        isCommitted = isCommitted || exchange.isCommitted
    }

    /// A refused mutation that the same request cannot mend.
    static func isFinal(_ exchange: Exchange) -> Bool {
        guard exchange.outcome == .refused, exchange.route?.operation.isMutating == true else { return false }
        return switch exchange.response.status {
        case 400, 401, 403, 404, 409: exchange.code != .modelUnavailable
        default: false
        }
    }
}
