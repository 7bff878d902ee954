import OutletContract
import OutletScenarios

/// Judges whether a client pauses between repeats if the server did not say how long. It fails on evidence only: random
/// pauses may shrink and grow, and polling at a steady pace is not repeating.
struct BacksOff: Sendable {
    private(set) var findings = Findings()

    /// This many repeats of a change at a constant pace, from the first on, are a failure.
    private static let constantPauses = 5
    /// This many consecutive pauses of a change, each shorter than the one before, are a failure.
    private static let shrinkingPauses = 4
    /// Fewer pauses prove nothing.
    private static let fewestPauses = 3

    mutating func take(_ exchange: Exchange, continuing chain: RetryChain, gap: Span) {
        guard chain.told == nil else { return }
        let pauses = chain.pauses.adding(gap)
        let isChange = exchange.isChange
        if pauses.missing >= 2 {
            fail(exchange, chain, "without any pause, and so did the repeat before it")
        } else if isChange, pauses.count >= BacksOff.constantPauses, pauses.areConstant {
            fail(exchange, chain, "after \(gap.description), as each of the \(pauses.count) repeats did")
        } else if isChange, pauses.shrinking >= BacksOff.shrinkingPauses {
            fail(
                exchange, chain,
                "after \(gap.description), and each of the last \(pauses.shrinking) pauses was shorter than the one before"
            )
        } else if pauses.count >= BacksOff.fewestPauses, isChange || !pauses.areOfPoll {
            findings.pass([exchange.number])
        }
    }

    private mutating func fail(_ exchange: Exchange, _ chain: RetryChain, _ what: String) {
        findings.fail(
            [chain.first.number, chain.last.number, exchange.number],
            "request \(exchange.number) repeats \(exchange.requestLine) \(what)")
    }
}
