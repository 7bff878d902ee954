import OutletContract
import OutletScenarios

/// Judges whether a client gives up after a handful of repeats. Polling at a steady pace is not repeating.
struct BoundedRetries: Sendable {
    private(set) var findings = Findings()

    static let maximum = 5

    mutating func take(_ exchange: Exchange, continuing chain: RetryChain, gap: Span) {
        let repeats = chain.repeats + 1
        if repeats <= BoundedRetries.maximum {
            findings.pass([exchange.number])
        } else if repeats == BoundedRetries.maximum + 1, exchange.isChange || !chain.pauses.adding(gap).areOfPoll {
            findings.fail(
                [chain.first.number, exchange.number],
                "request \(exchange.number) repeats \(exchange.requestLine) of request \(chain.first.number) for the "
                    + "\(repeats)th time; \(BoundedRetries.maximum) repeats are enough")
        }
    }
}
