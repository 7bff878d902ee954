import OutletContract
import OutletScenarios

/// Does not send a mutation again, unchanged, that was refused for good.
struct GivesUpOnFinal: Sendable {
    private var findings = Findings()

    mutating func take(_ exchange: Exchange) {
        if RetryChain.isFinal(exchange) { findings.pass([exchange.number]) }
    }

    mutating func take(_ exchange: Exchange, continuing chain: RetryChain) {
        guard chain.isFinal else { return take(exchange) }
        findings.fail(
            [chain.last.number, exchange.number],
            "request \(exchange.number) repeats \(exchange.requestLine) unchanged, which request "
                + "\(chain.last.number) had refused \(chain.code.map { "'\($0.wireName)'" } ?? "for good")")
    }

    func verdict(world: String) -> Verdict {
        findings.verdict(
            .givesUpOnFinal, world: world, praise: "did not repeat what was refused for good",
            silence: "no change was refused for good")
    }
}
