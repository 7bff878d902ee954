import OutletContract
import OutletScenarios
import OutletWire

/// Came back no sooner than told.
///
/// How far a refusal reaches depends on its code: a rate limit is the session's, maintenance is everybody's, an empty
/// pool is the family's, and a code that was just sent is the address's.
struct HonoursRetryAfter: Sendable {
    enum Scope: Hashable, Sendable {
        case session(String?)
        /// A budget of one operation's own, beside the session's.
        case operation(String?, Operation)
        case anything
        case family(String?)
        case address(String?)
    }

    private struct Wait: Sendable {
        var scope: Scope
        var told: Span
        var refusal: Mark
        /// What was answered; for the message.
        var status: Int
        var code: ErrorCode?

        var answerWords: String { code.map { "\(status) \($0.wireName)" } ?? "\(status)" }
    }

    private var waits: [Wait] = []
    private var findings = Findings()

    /// A client with more open refusals than this has forgotten the first.
    private static let maximum = 256
    /// Timers of common runtimes fire up to a tick early.
    private static let timerSlack = Span.milliseconds(10)

    /// Whether nobody has been told to wait.
    var isEmpty: Bool { waits.isEmpty }

    mutating func take(_ exchange: Exchange) {
        if !waits.isEmpty { judge(exchange) }
        guard let told = exchange.toldToWait, let scope = Scope(exchange) else { return }
        let wait = Wait(
            scope: scope, told: told, refusal: Mark(exchange), status: exchange.response.status, code: exchange.code)
        if let place = waits.firstIndex(where: { $0.scope == scope }) { waits.remove(at: place) }
        if waits.count == HonoursRetryAfter.maximum { waits.removeFirst() }
        waits.append(wait)
    }

    private mutating func judge(_ exchange: Exchange) {
        var place = 0
        while place < waits.count {
            if waits[place].scope.covers(exchange), let gap = waits[place].refusal.gap(to: exchange),
                judge(exchange, waits[place], gap)
            {
                waits.remove(at: place)
            } else {
                place += 1
            }
        }
    }

    /// Whether the wait is over with it: one that came too early leaves it in force.
    private mutating func judge(_ exchange: Exchange, _ wait: Wait, _ gap: Span) -> Bool {
        let slack = exchange.liveSpeed == nil ? Span.zero : HonoursRetryAfter.timerSlack
        guard gap + slack < wait.told else {
            findings.pass([wait.refusal.number, exchange.number])
            return true
        }
        findings.fail(
            [wait.refusal.number, exchange.number],
            "request \(exchange.number) (\(exchange.requestLine)) came \(gap.words) after request "
                + "\(wait.refusal.number), which was answered \(wait.answerWords) with Retry-After: \(wait.told.wholeSeconds)"
        )
        return false
    }

    func verdict(world: String) -> Verdict {
        findings.verdict(
            .honoursRetryAfter, world: world, praise: "came back no sooner than Retry-After said",
            silence: "nothing came back after an answer with Retry-After")
    }
}

extension HonoursRetryAfter.Scope {
    /// How far a refusal reaches; nil for codes that tell no wait.
    fileprivate init?(_ exchange: Exchange) {
        switch exchange.code {
        case .rateLimited:
            let isBudgetLeft = exchange.response.header("X-RateLimit-Remaining").map { $0 != "0" } ?? false
            guard isBudgetLeft, let operation = exchange.route?.operation else {
                self = .session(exchange.sid)
                return
            }
            self = .operation(exchange.sid, operation)
        case .maintenance: self = .anything
        case .providerPoolEmpty: self = .family(exchange.subject)
        case .codeRequestRateLimited: self = .address(exchange.subject)
        default: return nil
        }
    }

    fileprivate func covers(_ exchange: Exchange) -> Bool {
        switch self {
        case .anything: return true
        case .session(let sid): return exchange.sid == sid
        case .operation(let sid, let operation):
            return exchange.sid == sid && exchange.route?.operation == operation
        case .family(let family):
            return exchange.route?.operation.asksForPod == true && exchange.subject == family
        case .address(let address):
            return exchange.route?.operation == .requestCode && exchange.subject == address
        }
    }
}
