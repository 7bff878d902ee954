import OutletContract
import OutletScenarios

/// Waits no shorter from one repeat to the next, where the server did not say how long.
struct BacksOff: Sendable {
    private var findings = Findings()

    /// What a timer may be late by.
    private static let timerNoise = Span.milliseconds(50)
    /// A pause shorter than this is none: it is the time that a loop takes to come round.
    private static let noPause = Span.milliseconds(25)

    mutating func take(_ exchange: Exchange, continuing chain: RetryChain, gap: Span) {
        guard chain.told == nil, let before = chain.untoldGap else { return }
        if gap + BacksOff.timerNoise < before {
            findings.fail(
                [chain.first.number, chain.last.number, exchange.number],
                "request \(exchange.number) repeats \(exchange.requestLine) after \(gap.words), and the repeat before "
                    + "it had waited \(before.words)")
        } else if gap < BacksOff.noPause && before < BacksOff.noPause {
            findings.fail(
                [chain.first.number, chain.last.number, exchange.number],
                "request \(exchange.number) repeats \(exchange.requestLine) without any pause, and so did the repeat "
                    + "before it")
        } else {
            findings.pass([exchange.number])
        }
    }

    func verdict(world: String) -> Verdict {
        findings.verdict(
            .backsOff, world: world, praise: "the pauses between repeats did not shrink",
            silence: "nothing was repeated twice after errors without Retry-After")
    }
}
