import OutletContract
import OutletScenarios
import OutletWire

/// Judges whether a client came back no sooner than it was told.
///
/// The reach of a refusal depends on its code: a rate limit applies to the session, maintenance to everything, an empty
/// pool to the family, and a code that was just sent to the address. Any other wait applies to its operation.
struct HonoursRetryAfter: Sendable {
    private var waits: [Wait] = []
    private(set) var findings = Findings()

    /// If a client has more open refusals than this, the oldest is dropped.
    static let maximum = 256
    /// Timers of common runtimes fire up to a tick early.
    private static let timerSlack = Span.milliseconds(10)

    /// A refusal that told the client to wait, and the requests it applies to.
    private struct Wait: Sendable {
        let refusal: Exchange
        let mark: Mark
        let told: Span
        let reach: Reach
    }

    fileprivate enum Reach: Sendable {
        case session
        /// A budget of one operation, separate from the session's.
        case operation
        case anything
        case family
        case address
    }

    /// Whether no wait is open.
    var isEmpty: Bool { waits.isEmpty }

    mutating func end(_ exchange: Exchange, _ mark: Mark) {
        guard let told = exchange.toldToWait else { return }
        let reach = Reach(exchange)
        let wait = Wait(refusal: exchange, mark: mark, told: told, reach: reach)
        let index = waits.firstIndex { $0.reach == reach && reach.isShared(by: $0.refusal, exchange) }
        if let index, index == waits.count - 1 {
            waits[index] = wait
            return
        }
        if let index { waits.remove(at: index) }
        if waits.count == HonoursRetryAfter.maximum { waits.removeFirst() }
        waits.append(wait)
    }

    mutating func begin(_ exchange: Exchange) {
        var index = 0
        while index < waits.count {
            if waits[index].reach.covers(exchange, from: waits[index].refusal),
                let gap = waits[index].mark.gap(to: exchange), judge(exchange, waits[index], gap)
            {
                waits.remove(at: index)
            } else {
                index += 1
            }
        }
    }

    /// Judges a request against a wait. Returns whether that settles the wait: a request that came too early does not.
    private mutating func judge(_ exchange: Exchange, _ wait: Wait, _ gap: Span) -> Bool {
        let slack = exchange.liveSpeed == nil ? Span.zero : HonoursRetryAfter.timerSlack
        guard gap + slack < wait.told else {
            findings.pass([wait.mark.number, exchange.number])
            return true
        }
        findings.fail(
            [wait.mark.number, exchange.number],
            "request \(exchange.number) (\(exchange.requestLine)) came \(gap.description) after request "
                + "\(wait.mark.number), which was answered \(wait.refusal.answerWords) with Retry-After: "
                + "\(wait.refusal.response.header("Retry-After") ?? "\(wait.told.wholeSeconds)")")
        return false
    }
}

extension HonoursRetryAfter.Reach {
    fileprivate init(_ refusal: Exchange) {
        switch (refusal.code, refusal.route?.operation) {
        case (.rateLimited, _):
            let isBudgetLeft = refusal.response.header("X-RateLimit-Remaining").map { $0 != "0" } ?? false
            self = isBudgetLeft && refusal.route != nil ? .operation : .session
        case (.maintenance, _): self = .anything
        case (.providerPoolEmpty, let operation?) where operation.asksForPod: self = .family
        case (.codeRequestRateLimited, .requestCode): self = .address
        // The code was forced on an operation that cannot send it, or does not imply a wait by itself.
        default: self = .operation
        }
    }

    /// Whether two refusals with the same reach apply to the same requests.
    fileprivate func isShared(by a: Exchange, _ b: Exchange) -> Bool {
        switch self {
        case .session: a.sid == b.sid
        case .operation: a.sid == b.sid && a.route?.operation == b.route?.operation
        case .anything: true
        case .family, .address: a.subject == b.subject
        }
    }

    /// Whether the refusal applies to a later request.
    fileprivate func covers(_ exchange: Exchange, from refusal: Exchange) -> Bool {
        switch self {
        case .session, .operation, .anything: isShared(by: refusal, exchange)
        case .family: exchange.route?.operation.asksForPod == true && isShared(by: refusal, exchange)
        case .address: exchange.route?.operation == .requestCode && isShared(by: refusal, exchange)
        }
    }
}
