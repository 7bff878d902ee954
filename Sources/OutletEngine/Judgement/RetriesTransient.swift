import OutletContract
import OutletScenarios

/// Tries again what failed for a while only.
struct RetriesTransient: Sendable {
    private var findings = Findings()

    private static let codes: [ErrorCode] = [.internalError, .providerError, .providerPoolEmpty]

    mutating func take(_ exchange: Exchange, continuing chain: RetryChain?) {
        guard let chain, let code = chain.code, RetriesTransient.codes.contains(code) else { return }
        findings.pass([chain.last.number, exchange.number])
    }

    /// What was never tried again is known only in hindsight: it is judged where the story ends, at `now`.
    func verdict(world: String, open chains: RetryChains, now: Instant) -> Verdict {
        var findings = findings
        for chain in chains.all where chain.repeats == 0 && !chain.isCommitted {
            guard let code = chain.code, RetriesTransient.codes.contains(code) else { continue }
            if chain.isReplaced {
                findings.pass([chain.last.number])
            } else if now - chain.last.endedAt >= chain.told ?? .zero {
                findings.fail(
                    [chain.last.number],
                    "request \(chain.last.number) (\(chain.requestLine)) failed with '\(code.wireName)' and was never "
                        + "tried again")
            }
        }
        return findings.verdict(
            .retriesTransient, world: world, praise: "tried again what failed for a while",
            silence: "nothing failed for a while")
    }
}
