import OutletContract
import OutletWire

/// The same request, sent again and again while it is not granted: from its first refusal to the answer that ends it.
struct RetryChain: Sendable {
    /// The first refused request, and the newest.
    var first: Mark
    var last: Mark
    /// How often it was sent again after a refusal.
    var repeats = 0
    /// Why the newest was not granted; nil where the answer was lost or bore no code of the catalogue.
    var code: ErrorCode?
    /// What the newest refusal told the client to wait.
    var told: Span?
    /// The gap before the newest request, where the refusal before it told no wait.
    var untoldGap: Span?
    /// Whether the newest refusal is for good, and nothing has changed since that could mend it.
    var isFinal = false
    /// Whether the client has tried something else in its place.
    var isReplaced = false
    /// Whether the operation took effect in spite of the answer.
    var isCommitted: Bool
    var actor: String?
    var requestLine: String

    init(_ exchange: Exchange) {
        first = Mark(exchange)
        last = first
        isCommitted = exchange.isCommitted
        requestLine = exchange.requestLine
        actor = exchange.actor
        note(exchange)
    }

    /// One more repeat that was not granted either.
    mutating func take(_ exchange: Exchange, gap: Span) {
        repeats += 1
        untoldGap = told == nil ? gap : nil
        note(exchange)
    }

    /// Whether asking for another pod would be a way out.
    var isOpenToReplacement: Bool { code == .providerPoolEmpty && !isReplaced }

    /// Takes over what the newest refusal says.
    private mutating func note(_ exchange: Exchange) {
        last = Mark(exchange)
        code = exchange.outcome == .refused ? exchange.code : nil
        told = exchange.toldToWait
        isFinal = RetryChain.isFinal(exchange)
        isCommitted = isCommitted || exchange.isCommitted
    }

    /// A refused mutation that the same request cannot mend.
    static func isFinal(_ exchange: Exchange) -> Bool {
        guard exchange.outcome == .refused, exchange.route?.operation.isMutating == true else { return false }
        guard exchange.code != .modelUnavailable else { return false }
        return [400, 401, 403, 404, 409].contains(exchange.response.status)
    }
}
