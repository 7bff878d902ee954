import OutletContract
import OutletWire

/// A request that is sent again and again until it is granted: from its first refusal to the answer that ends it.
struct RetryChain: Sendable {
    /// The first request. Every repeat of it belongs to the chain.
    let origin: Exchange
    /// The first and the newest request that was not granted.
    let first: Mark
    private(set) var last: Mark
    /// How often it was repeated after a refusal.
    var repeats = 0
    /// Why the newest was not granted; nil if the answer was lost or had no code of the catalogue.
    var code: ErrorCode?
    /// How long the newest refusal told the client to wait.
    var told: Span?
    /// The pauses before the repeats, since a refusal last told how long to wait. The client's own timeout is not
    /// included: a pause begins when the client has left.
    private(set) var pauses = Pauses()
    /// Whether the newest refusal is final, and nothing has happened since that could change that.
    var isFinal = false
    /// Whether the client has tried an alternative.
    var isReplaced = false
    /// Whether the operation took effect despite the answer.
    private(set) var isCommitted = false

    /// - Parameters:
    ///   - mark: the mark of `exchange`.
    init(_ exchange: Exchange, _ mark: Mark) {
        origin = exchange
        first = mark
        last = mark
        note(exchange, mark)
    }

    /// Adds another repeat that was not granted.
    mutating func take(_ exchange: Exchange, _ mark: Mark, gap: Span) {
        repeats += 1
        if told == nil { pauses.add(gap) } else { pauses = Pauses() }
        note(exchange, mark)
    }

    /// Whether asking for another pod would be an alternative.
    var isOpenToReplacement: Bool { code == .providerPoolEmpty && !isReplaced }

    /// Takes over what the newest answer says.
    private mutating func note(_ exchange: Exchange, _ mark: Mark) {
        last = mark
        code = exchange.outcome == .refused ? exchange.code : nil
        told = exchange.toldToWait
        isFinal = RetryChain.isFinal(exchange)
        isCommitted = isCommitted || exchange.isCommitted
    }

    /// Whether it is a refused mutation that would be refused again if it were repeated unchanged.
    static func isFinal(_ exchange: Exchange) -> Bool {
        guard exchange.outcome == .refused, exchange.route?.operation.isMutating == true else { return false }
        return switch exchange.response.status {
        case 400, 401, 403, 404, 409: exchange.code != .modelUnavailable
        default: false
        }
    }
}
