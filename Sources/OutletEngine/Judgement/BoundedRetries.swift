import OutletScenarios

/// Gives up after a handful of repeats.
struct BoundedRetries: Sendable {
    private var findings = Findings()

    static let maximum = 5

    mutating func take(_ exchange: Exchange, continuing chain: RetryChain) {
        let repeats = chain.repeats + 1
        if repeats <= BoundedRetries.maximum {
            findings.pass([exchange.number])
        } else if repeats == BoundedRetries.maximum + 1 {
            findings.fail(
                [chain.first.number, exchange.number],
                "request \(exchange.number) repeats \(exchange.requestLine) of request \(chain.first.number) for the "
                    + "\(repeats)th time; \(BoundedRetries.maximum) repeats are enough")
        }
    }

    func verdict(world: String) -> Verdict {
        findings.verdict(
            .boundedRetries, world: world, praise: "repeated nothing more than \(BoundedRetries.maximum) times",
            silence: "nothing was repeated after an error")
    }
}
