package import OutletContract
package import OutletWire

/// A fault's `Retry-After` that varies or is sent as a date.
package struct RetryWait: Hashable, Sendable {
    package enum Length: Hashable, Sendable {
        case seconds(Int)
        /// Drawn uniformly.
        case range(ClosedRange<Int>)
        /// Until the fault's window ends, in whole seconds, rounded up.
        case window
    }

    /// The allowed seconds.
    package static let seconds = 0...31_536_000

    package var length: Length
    /// Whether it is sent as a date (RFC 9110 §10.2.3), relative to the answer's `Date`.
    package var isDate: Bool

    package init(_ length: Length, isDate: Bool) {
        self.length = length
        self.isDate = isDate
    }
}

extension RetryWait.Length {
    var isRandom: Bool {
        if case .range = self { return true }
        return false
    }

    private static let windowWord = "window"

    /// Reads `5..15` and `window`; nil for anything else.
    init?(_ text: String) {
        if text == RetryWait.Length.windowWord {
            self = .window
            return
        }
        let ends = text.split(separator: "..", omittingEmptySubsequences: false)
        guard ends.count == 2, ends.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(\.isDigit) }),
            let low = Int(ends[0]), let high = Int(ends[1]), low <= high, high <= RetryWait.seconds.upperBound
        else { return nil }
        self = .range(low...high)
    }

    /// The pattern of its text.
    static let pattern = "^(\(windowWord)|[0-9]+\\.\\.[0-9]+)$"
}

extension FaultDecision {
    /// How many seconds the answering fault tells the client to wait; nil without a `wait`. A pure function of seed,
    /// fault id, value and number, or of the time.
    package func waitSeconds(seed: Int, sinceStart: Span) -> Int? {
        guard let answering, case .error(let error)? = answer?.content, let wait = error.wait else { return nil }
        switch wait.length {
        case .seconds(let seconds): return seconds
        case .range(let range):
            guard let match = matches.last(where: { $0.fired && $0.faultID == answering.id }) else { return nil }
            var draw = SeededDraw(seed: seed, purpose: "retryAfter:" + match.drawID, ordinal: match.n)
            return range.lowerBound + draw.next(below: range.count)
        case .window: return answering.window.untilClosing(at: sinceStart)?.wholeSecondsRoundedUp
        }
    }
}

extension FaultAnswer.InjectedError {
    /// The answer with this wait, without the fields common to all answers.
    package func response(waiting seconds: Int, at now: Instant) -> Response {
        let error = APIError(code, message: message, details: details, retryAfterSeconds: seconds)
        var response = error.response
        if wait?.isDate == true {
            let date = HTTPDate.text(unixSeconds: now.unixSeconds.saturatingSum(seconds))
            response.override(by: [FaultAnswer.HeaderOverride(name: "Retry-After", text: date)])
        }
        response.override(by: headers)
        return response
    }
}
