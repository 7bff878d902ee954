package import OutletContract
import OutletWire

/// The result of the fault search for one call: the fault that answers, if any, and all delays.
package struct FaultDecision: Hashable, Sendable {
    /// The fault that answers; nil leaves the answer to the healthy domain.
    package internal(set) var answering: Fault?
    /// The sum of all delays.
    package var delay = Span.zero
    /// The sum of all body delays.
    package var bodyDelay = Span.zero
    /// The rate of the last drip.
    package var dripBytesPerSecond: Int?
    /// Every fault that the call matched, from top to bottom; kept so that the search can be explained later.
    package var matches: [FaultMatch] = []

    package var answer: FaultAnswer? { answering?.answer }
    /// The id of the fault that answers.
    package var answeredBy: String? { answering?.id }

    /// The faults that fired, from top to bottom.
    package var fired: [String] { matches.filter(\.fired).map(\.faultID) }

    /// Whether a fault replaces the operation's answer, changes its status, or keeps it from arriving whole.
    package var isInjected: Bool {
        guard let answer else { return false }
        if !answer.ending.sendsAll { return true }
        return switch answer.content {
        case .ownAnswer: false
        // The answer is the operation's, even if headers or body were changed.
        case .changedAnswer(let change): change.status != nil
        case .error, .response: true
        }
    }

    package init(answering: Fault? = nil) { self.answering = answering }
}

/// One fault that a call matched, with its counters at that time.
package struct FaultMatch: Hashable, Sendable {
    package var faultID: String
    /// The value of `per`; nil if the fault counts all matches together.
    package var value: String?
    /// Which match of this fault (and value) it was, from 1.
    package var n: Int
    /// How often the fault had fired before.
    package var firedBefore: Int
    /// How many matches in a row right before this one the fault fired on.
    package var inARowBefore: Int
    package var fired: Bool

    package init(
        faultID: String, value: String? = nil, n: Int, firedBefore: Int, inARowBefore: Int = 0, fired: Bool = false
    ) {
        self.faultID = faultID
        self.value = value
        self.n = n
        self.firedBefore = firedBefore
        self.inARowBefore = inARowBefore
        self.fired = fired
    }

    /// What the match's draws depend on besides seed and number.
    var drawID: String { value.map { "\(faultID):\($0)" } ?? faultID }
}
