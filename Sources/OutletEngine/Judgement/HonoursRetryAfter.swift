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
        var words: String
    }

    private var waits: [Wait] = []
    private var findings = Findings()

    /// A client with more open refusals than this has forgotten the first.
    private static let maximum = 256
    /// Timers of common runtimes fire up to a tick early.
    private static let timerSlack = Span.milliseconds(10)

    mutating func take(_ exchange: Exchange) {
        if !waits.isEmpty { judge(exchange) }
        guard let told = exchange.toldToWait, let scope = Scope(exchange) else { return }
        waits.removeAll { $0.scope == scope }
        if waits.count == HonoursRetryAfter.maximum { waits.removeFirst() }
        let words = "which was answered \(exchange.answerWords) with Retry-After: \(told.wholeSeconds)"
        waits.append(Wait(scope: scope, told: told, refusal: Mark(exchange), words: words))
    }

    private mutating func judge(_ exchange: Exchange) {
        var address: String??
        waits.removeAll { wait in
            guard wait.scope.covers(exchange, &address), let gap = wait.refusal.gap(to: exchange) else { return false }
            let slack = exchange.liveSpeed == nil ? Span.zero : HonoursRetryAfter.timerSlack
            let isEarly = gap + slack < wait.told
            if isEarly {
                findings.fail(
                    [wait.refusal.number, exchange.number],
                    "request \(exchange.number) (\(exchange.requestLine)) came \(gap.words) after request "
                        + "\(wait.refusal.number), \(wait.words)")
            } else {
                findings.pass(wait.refusal.number, exchange.number)
            }
            return !isEarly
        }
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
        case .providerPoolEmpty: self = .family(exchange.bodyMember("familyId")?.string)
        case .codeRequestRateLimited: self = .address(exchange.addressInBody)
        default: return nil
        }
    }

    /// `address` keeps what the body names, so that several waits read it once.
    fileprivate func covers(_ exchange: Exchange, _ named: inout String??) -> Bool {
        switch self {
        case .anything: return true
        case .session(let sid): return exchange.sid == sid
        case .operation(let sid, let operation):
            return exchange.sid == sid && exchange.route?.operation == operation
        case .family(let family):
            guard exchange.route?.operation.asksForPod == true else { return false }
            let asked = named ?? exchange.bodyMember("familyId")?.string
            named = .some(asked)
            return asked == family
        case .address(let address):
            guard exchange.route?.operation == .requestCode else { return false }
            let asked = named ?? exchange.addressInBody
            named = .some(asked)
            return asked == address
        }
    }
}
