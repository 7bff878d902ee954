import OutletContract
import OutletScenarios

/// Does not send a mutation again, unchanged, that was refused for good.
struct GivesUpOnFinal: Sendable {
    private var findings = Findings()

    mutating func take(_ exchange: Exchange, continuing chain: RetryChain?) {
        if let chain, chain.isFinal {
            let refusal = chain.code.map { "'\($0.wireName)'" } ?? "for good"
            findings.fail(
                [chain.last.number, exchange.number],
                "request \(exchange.number) repeats \(exchange.requestLine) unchanged, which request "
                    + "\(chain.last.number) had refused \(refusal)")
        } else if RetryChain.isFinal(exchange) {
            findings.pass([exchange.number])
        }
    }

    func verdict(world: String) -> Verdict {
        findings.verdict(
            .givesUpOnFinal, world: world, praise: "did not repeat what was refused for good",
            silence: "no change was refused for good")
    }
}
