import OutletContract
import OutletDomain
import OutletScenarios
import OutletWire

/// The world at a glance: what a person who watches a client needs, without an export of everything.
extension World {
    /// The most rentals, invoices, checkouts and leaks shown, newest first.
    private static let shownRows = 20
    private static let shownMessages = 5
    private static let shownEvidence = 5
    /// The most accounts that a stream's message shows.
    static let streamedAccounts = 20

    /// - Parameter accounts: the most accounts shown, from the first on.
    func overview(accounts: Int = .max) -> JSON {
        let verdicts = verdicts
        return [
            "scenario": .string(scenario.name), "why": .string(scenario.why), "phase": .string(run.phase),
            "phases": .array(phases.map(JSON.string)), "clock": clockReading,
            "startedAt": .string(startedAt.iso8601Milliseconds), "requests": .integer(journal.total),
            "evicted": .integer(journal.evicted), "unmatched": .integer(journal.tally.unmatched),
            "given": dials, "faults": run.faultList(sinceStart: elapsed),
            "timeline": .array(drillSteps.map(\.json)),
            "accounts": .array(domain.accounts.rows.indices.prefix(accounts).map(accountLine)),
            "rentals": newest(domain.rentals.rows) { rental in
                var line = rental.listJSON(at: now)
                line.append("user", .string(domain[rental.user].email.text))
                return .object(line)
            },
            "invoices": newest(domain.invoices.rows, invoiceLine),
            "checkouts": newest(domain.checkoutSessions, checkoutLine),
            "setups": newest(domain.cardSetups, setupLine),
            "messages": .array(domain.outbox.messages.suffix(World.shownMessages).reversed().map(\.line)),
            "verdicts": .array(verdicts.map { $0.line(evidence: World.shownEvidence) }),
            "leaks": leakLines,
        ]
    }

    private func newest<Row>(_ rows: Blocks<Row>, _ line: (Row) -> JSON) -> JSON {
        .array(rows.suffix(World.shownRows).reversed().map(line))
    }

    /// The start phase, every phase that the faults or the timeline name, and the current phase.
    private var phases: [String] {
        let said = run.faults.flatMap { $0.phases + ($0.goto.map { [$0] } ?? []) } + timeline.steps.compactMap(\.phase)
        var phases = [ScenarioRun.startPhase]
        for phase in said + [run.phase] where !phases.contains(phase) { phases.append(phase) }
        return phases
    }

    /// The current values of what `PATCH given` changes.
    private var dials: JSON {
        let settings = domain.settings
        let limits = settings.requestLimits
        return [
            "stock": .object(JSONObject(Family.allCases.map { ($0.rawValue, .integer(domain.stock[$0])) })),
            "billing": .string(settings.isBillingEnabled ? "enabled" : "disabled"),
            "maintenance": settings.maintenance.map { maintenance in
                maintenance.retryAfterSeconds.map { ["retryAfter": .integer($0)] } ?? true
            } ?? false,
            "limits": [
                "requestsPerMinute": .integer(limits.requestsPerMinute),
                "requestsPerHour": .integer(limits.requestsPerHour),
                "checkoutsPerHour": .integer(limits.checkoutsPerHour),
                "codeEvery": .string(limits.codeEvery.durationText), "codeAttempts": .integer(limits.codeAttempts),
            ],
            "provisioning": [
                "takes": .string(settings.provisioning.takes.durationText),
                "then": .string(settings.provisioning.then.rawValue), "error": .optional(settings.provisioning.error),
            ],
        ]
    }

    private func accountLine(_ index: Int) -> JSON {
        let user = UserID(index: index)
        var line: JSONObject = [
            "email": .string(domain[user].email.text), "customer": .string(domain[user].customer),
        ]
        for (key, value) in domain.balance(for: user).object?.members ?? [] { line.append(key, value) }
        return .object(line)
    }

    private func invoiceLine(_ invoice: Invoice) -> JSON {
        [
            "id": .string(invoice.id), "user": .string(domain[invoice.user].email.text),
            "status": .string(invoice.status.rawValue), "reason": .string(invoice.reason.rawValue),
            "amountCents": .integer(invoice.amount.value), "page": .string(Links.invoicePath(invoice.id)),
        ]
    }

    private func checkoutLine(_ session: CheckoutSession) -> JSON {
        [
            "id": .string(session.id), "user": .string(domain[session.user].email.text),
            "status": .string(session.status.rawValue), "amountCents": .integer(session.amount.value),
            "page": .string(Links.checkoutPath(session.id)),
        ]
    }

    private func setupLine(_ setup: CardSetup) -> JSON {
        [
            "id": .string(setup.id), "user": .string(domain[setup.user].email.text),
            "status": .string(setup.status.rawValue), "page": .string(Links.setupPath(setup.id)),
        ]
    }

    private var leakLines: JSON {
        let leaks = leaks
        return [
            "count": .integer(leaks.count),
            "centsPerHour": .integer(leaks.reduce(Cents.zero) { $0 + $1.perHour }.value),
            "leaks": .array(leaks.prefix(World.shownRows).map(\.json)),
        ]
    }
}

extension Message {
    /// The message without its text and link.
    fileprivate var line: JSON {
        [
            "id": .string(id), "to": .string(to.text), "kind": .string(kind.rawValue), "subject": .string(subject),
            "code": .optional(code), "page": .optional(linkPath), "sentAt": .string(sentAt.iso8601),
        ]
    }
}

extension Verdict {
    /// The verdict on all clients together.
    fileprivate func line(evidence count: Int) -> JSON {
        var verdict = self
        verdict.clients = []
        verdict.evidence = Array(evidence.prefix(count))
        return verdict.json
    }
}
