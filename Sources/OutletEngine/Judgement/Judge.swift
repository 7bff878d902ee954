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
        if isIndifferent(exchange) { return }
        let mark = Mark(exchange)
        honoursRetryAfter.take(exchange, mark)
        noDoubleCommit.take(exchange, mark)
        let place = chains.place(of: exchange)
        // Nil too where the client could not know the newest answer yet.
        let gap = place.flatMap { chains[$0].last.gap(to: exchange) }
        if let place, let gap {
            let chain = chains[place]
            retriesTransient.take(exchange, continuing: chain)
            backsOff.take(exchange, continuing: chain, gap: gap)
            boundedRetries.take(exchange, continuing: chain)
            givesUpOnFinal.take(exchange, continuing: chain)
        } else {
            givesUpOnFinal.take(exchange)
        }
        chains.take(exchange, mark, at: place, gap: gap)
    }

    /// Whether it went well and came after nothing that did not: the most common case, and one to say nothing of.
    private func isIndifferent(_ exchange: Exchange) -> Bool {
        chains.isEmpty && noDoubleCommit.isEmpty && honoursRetryAfter.isEmpty && exchange.outcome == .succeeded
            && !exchange.isCommitted
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
