internal import OutletContract
internal import OutletDomain
internal import OutletEngine
internal import OutletExplorer
internal import OutletScenarios
internal import OutletWire

extension ClientRun {
    /// Reads the run's calls, effects, failed verdicts and fired faults from its world.
    mutating func read(_ world: World) {
        let exchanges = Array(world.journal.entries())
        let kept = exchanges.count <= ClientRun.keptCalls ? exchanges[...] : exchanges.prefix(ClientRun.keptCalls)
        calls = kept.map(ClientCall.init)
        if let last = exchanges.last, exchanges.count > ClientRun.keptCalls { calls.append(ClientCall(last)) }
        effects = Effects(of: world)
        failedVerdicts = world.verdicts.filter { $0.result == .fail }.map { FailedVerdict($0.name, $0.message) }
        firedFaults = Set(exchanges.lazy.flatMap { $0.matches.lazy.filter(\.fired).map(\.faultID) })
    }

    /// The number of a run's first calls that are kept; its last call is kept as well. A client that makes more only
    /// repeats itself.
    private static let keptCalls = 1000
}

extension ClientCall {
    init(_ exchange: Exchange) {
        var code: ErrorCode?
        if case .api(let error)? = exchange.error { code = error }
        self.init(
            exchange.route?.operation, requestLine: "\(exchange.request.method.name) \(exchange.path)",
            ids: exchange.route?.parameters.filter { $0.name == "id" }.map(\.value) ?? [], subject: exchange.subject,
            status: exchange.status, error: code, connection: exchange.delivery.ending.word,
            fault: exchange.matches.first(where: \.fired)?.faultID, isInjected: exchange.origin == .injected,
            tookEffect: exchange.tookEffect)
    }
}

extension Effects {
    init(of world: World) {
        let domain = world.domain
        let given = (world.scenario.given.users ?? Given.defaultUsers).reduce(0) { $0 + $1.rentals.count }
        let pods = domain.rentals.rows.dropFirst(given).map { rental in
            Pod(
                id: rental.id, family: rental.family, gpuCount: rental.gpuCount, perHour: rental.pricePerHour,
                isLive: rental.status == .provisioning || rental.status == .running)
        }
        let payments = domain.accounts.rows.flatMap { account in
            account.wallet.entries.filter {
                ($0.type == .stripeTopup || $0.type == .autoTopup) && $0.createdAt >= world.startedAt
            }.map(\.amount)
        }
        self.init(pods: pods, payments: payments, facts: Effects.facts(of: domain, at: world.now))
    }

    private static func facts(of domain: ProviderState, at now: Instant) -> [Fact] {
        var facts: [Fact] = []
        for account in domain.accounts.rows {
            let email = account.email.text
            facts += account.keys.all.map { Fact(.key, "\($0.name) of \(email)") }
            if let card = account.card { facts.append(Fact(.card, "\(card.brand) \(card.last4) of \(email)")) }
            let topup = account.autoTopup
            if topup.isEnabled, let threshold = topup.threshold, let amount = topup.amount {
                facts.append(Fact(.autoTopup, "\(amount.dollars) below \(threshold.dollars) of \(email)"))
            }
        }
        facts += domain.invoices.rows.map { invoice in
            Fact(
                .invoice,
                "\(invoice.status.rawValue), \(invoice.amount.dollars) of \(domain[invoice.user].email.text)")
        }
        facts += domain.sessions.rows.filter { $0.isValid(at: now) }.map {
            Fact(.session, "of \(domain[$0.user].email.text)")
        }
        return facts
    }
}
