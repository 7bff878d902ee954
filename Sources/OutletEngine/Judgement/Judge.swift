package import OutletContract
import OutletScenarios

/// Watches one world's exchanges go by, in their order, and judges the client by the six verdicts.
///
/// It is a value that is fed one exchange at a time and keeps only what later ones are measured against, so that what
/// has left the journal is still judged. Exchanges that went well and came after none that did not cost next to
/// nothing.
package struct Judge: Sendable {
    private var chains = RetryChains()
    private var honoursRetryAfter = HonoursRetryAfter()
    private var givesUpOnFinal = GivesUpOnFinal()
    private var retriesTransient = RetriesTransient()
    private var backsOff = BacksOff()
    private var boundedRetries = BoundedRetries()
    private var noDoubleCommit = NoDoubleCommit()

    package init() {}

    package mutating func take(_ exchange: Exchange) {
        let step = chains.continued(by: exchange)
        honoursRetryAfter.take(exchange)
        noDoubleCommit.take(exchange)
        if let step {
            retriesTransient.take(exchange, continuing: step.chain)
            backsOff.take(exchange, continuing: step.chain, gap: step.gap)
            boundedRetries.take(exchange, continuing: step.chain)
        }
        givesUpOnFinal.take(exchange, continuing: step?.chain)
        chains.take(exchange, gap: step?.gap)
    }

    /// All six, in the order of their names' table.
    package func verdicts(world: String, now: Instant) -> [Verdict] {
        VerdictName.allCases.map { name in
            switch name {
            case .honoursRetryAfter: honoursRetryAfter.verdict(world: world)
            case .givesUpOnFinal: givesUpOnFinal.verdict(world: world)
            case .retriesTransient: retriesTransient.verdict(world: world, open: chains, now: now)
            case .backsOff: backsOff.verdict(world: world)
            case .boundedRetries: boundedRetries.verdict(world: world)
            case .noDoubleCommit: noDoubleCommit.verdict(world: world)
            }
        }
    }
}
