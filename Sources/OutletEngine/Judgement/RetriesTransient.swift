import OutletContract
import OutletScenarios

/// Judges whether a client retries what failed only temporarily.
struct RetriesTransient: Sendable {
    private var findings = Findings()

    mutating func take(_ exchange: Exchange, continuing chain: RetryChain) {
        guard chain.code?.isTransient == true else { return }
        findings.pass([chain.last.number, exchange.number])
    }

    /// The findings as of `now`. Only in hindsight is it known that something was never retried.
    func findings(open chains: RetryChains, now: Instant) -> Findings {
        var findings = findings
        for chain in chains.all where chain.repeats == 0 && !chain.isCommitted {
            guard let code = chain.code, code.isTransient else { continue }
            if chain.isReplaced {
                findings.pass([chain.last.number])
            } else if now - chain.last.endedAt >= chain.told ?? .zero {
                findings.fail(
                    [chain.last.number],
                    "request \(chain.last.number) (\(chain.origin.requestLine)) failed with '\(code.wireName)' and was never "
                        + "tried again")
            }
        }
        return findings
    }
}

extension ErrorCode {
    /// Whether the same request may succeed a moment later, without a wait that applies to everybody.
    fileprivate var isTransient: Bool {
        switch self {
        case .internalError, .providerError, .providerPoolEmpty: true
        default: false
        }
    }
}
