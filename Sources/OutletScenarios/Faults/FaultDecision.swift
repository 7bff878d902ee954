package import OutletContract
import OutletWire

/// What the fault search says of one call: the answer that a fault gives, if any does, and what slowed it.
package struct FaultDecision: Hashable, Sendable {
    /// The fault that answers. Nil: none does, and the healthy domain does.
    package internal(set) var answering: Fault?
    /// The sum of all delays.
    package var delay = Span.zero
    /// The sum of all delays of the body behind its head.
    package var bodyDelay = Span.zero
    /// The last drip.
    package var dripBytesPerSecond: Int?
    /// Every fault that the call matched, from top to bottom; kept so that the search can be explained later.
    package var matches: [FaultMatch] = []

    package var answer: FaultAnswer? { answering?.answer }
    /// The id of the fault that answers.
    package var answeredBy: String? { answering?.id }

    /// The faults that fired, from top to bottom.
    package var fired: [String] { matches.filter(\.fired).map(\.faultID) }

    /// Whether a fault says something in the operation's place, under another status, or keeps its answer from arriving
    /// whole.
    package var isInjected: Bool {
        guard let answer else { return false }
        if !answer.ending.sendsAll { return true }
        return switch answer.content {
        case .ownAnswer: false
        // The operation has said it, whatever else became of the answer.
        case .changedAnswer(let change): change.status != nil
        case .error, .response: true
        }
    }

    package init(answering: Fault? = nil) { self.answering = answering }
}

/// One fault that a call matched, and where its counters stood.
package struct FaultMatch: Hashable, Sendable {
    package var faultID: String
    /// The value that is counted apart; nil where the fault counts all matches together.
    package var value: String?
    /// Which match of this fault (and value) it was, from 1.
    package var n: Int
    /// How often the fault had fired before.
    package var firedBefore: Int
    /// How many of the matches right before it the fault had fired on, one after the other.
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

    /// What the match's draws depend on beside seed and number.
    var drawID: String { value.map { "\(faultID):\($0)" } ?? faultID }
}
