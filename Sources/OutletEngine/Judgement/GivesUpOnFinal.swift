import OutletContract
import OutletScenarios

/// Judges whether a client refrains from repeating, unchanged, a mutation that was refused for good.
struct GivesUpOnFinal: Sendable {
    private(set) var findings = Findings()
    /// The newest repeat of a final refusal. If it is refused again, that is not a new case.
    private var newestRepeat = 0

    mutating func end(_ exchange: Exchange) {
        if exchange.number != newestRepeat, RetryChain.isFinal(exchange) { findings.pass([exchange.number]) }
    }

    mutating func take(_ exchange: Exchange, continuing chain: RetryChain) {
        guard chain.isFinal else { return }
        newestRepeat = exchange.number
        findings.fail(
            [chain.last.number, exchange.number],
            "request \(exchange.number) repeats \(exchange.requestLine) unchanged, which request "
                + "\(chain.last.number) had refused \(chain.code.map { "'\($0.wireName)'" } ?? "for good")")
    }
}
