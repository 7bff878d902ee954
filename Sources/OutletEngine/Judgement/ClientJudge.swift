import OutletContract
import OutletScenarios

/// Judges one client by the six verdicts.
struct ClientJudge: Sendable {
    private var chains = RetryChains()
    private var honoursRetryAfter = HonoursRetryAfter()
    private var givesUpOnFinal = GivesUpOnFinal()
    private var retriesTransient = RetriesTransient()
    private var backsOff = BacksOff()
    private var boundedRetries = BoundedRetries()
    private var noDoubleCommit = NoDoubleCommit()
    /// The exchange that began last and the index of its chain; nil once any exchange has ended.
    private var begun: (number: Int, index: Int?)?

    /// Judges a request that has just arrived by what the client knows.
    mutating func begin(_ exchange: Exchange) {
        if isIdle { return }
        honoursRetryAfter.begin(exchange)
        noDoubleCommit.begin(exchange)
        // Not a repeat if the client could not know the newest answer yet.
        let index = chains.index(of: exchange)
        begun = (exchange.number, index)
        guard let index, let gap = chains[index].last.gap(to: exchange) else { return }
        let chain = chains[index]
        retriesTransient.take(exchange, continuing: chain)
        backsOff.take(exchange, continuing: chain, gap: gap)
        boundedRetries.take(exchange, continuing: chain, gap: gap)
        givesUpOnFinal.take(exchange, continuing: chain)
    }

    /// Records the end of an answer: what the client knows now.
    mutating func end(_ exchange: Exchange) {
        if isIdle, exchange.outcome == .succeeded, !exchange.isCommitted { return }
        let mark = Mark(exchange)
        honoursRetryAfter.end(exchange, mark)
        noDoubleCommit.end(exchange, mark)
        givesUpOnFinal.end(exchange)
        let index = begun?.number == exchange.number ? begun?.index : chains.index(of: exchange)
        begun = nil
        chains.take(exchange, mark, at: index, gap: index.flatMap { chains[$0].last.gap(to: exchange) })
    }

    /// Clears refusals whose reason this exchange may have removed.
    mutating func forgive(_ exchange: Exchange, _ operation: Operation) {
        if !chains.isEmpty { chains.forgive(exchange, operation) }
    }

    /// The first request of the logical call that this one continues; nil if it starts one.
    func origin(of exchange: Exchange) -> Exchange? { chains.index(of: exchange).map { chains[$0].origin } }

    /// The requests that were not granted so far.
    var openChains: [RetryChain] { chains.all }

    /// Takes the chains that were dropped to make room.
    mutating func takeForgotten() -> [RetryChain] { chains.takeForgotten() }

    /// Whether there is nothing that a request could be judged against.
    private var isIdle: Bool { chains.isEmpty && noDoubleCommit.isEmpty && honoursRetryAfter.isEmpty }

    /// The findings as of `now`.
    func findings(now: Instant) -> Ruling<Findings> {
        var ruling = Ruling(repeating: Findings())
        ruling[.honoursRetryAfter] = honoursRetryAfter.findings
        ruling[.givesUpOnFinal] = givesUpOnFinal.findings
        ruling[.retriesTransient] = retriesTransient.findings(open: chains, now: now)
        ruling[.backsOff] = backsOff.findings
        ruling[.boundedRetries] = boundedRetries.findings
        ruling[.noDoubleCommit] = noDoubleCommit.allFindings
        return ruling
    }
}
