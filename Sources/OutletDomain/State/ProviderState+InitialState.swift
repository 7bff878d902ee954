import OutletContract

/// Sets up a world's initial users.
///
/// Initial pods have a past: a pod that has run for an hour has been paid for. So an `adjustment` first credits what
/// the past cost, and the past is then posted at its own moments. That leaves the balance that the scenario names, with
/// every pod's charges in the ledger. A pod that was charged and then refunded in full needs more than its net cost
/// until the refund: the first `adjustment` includes that much, and a second one at the start takes it back.
extension ProviderState {
    /// Makes the account of a scenario's user. If two share an email or a session id, the first counts.
    mutating func open(_ given: InitialState.User) {
        guard user(given.email) == nil else { return }
        let start = now
        let ages = given.rentals.map(\.age) + given.invoices.map(\.age)
        now = start - (ages.max() ?? .zero)
        let user = makeAccount(given.email)
        let pods = rentals(given.rentals, of: user, at: start)
        let past = pods.flatMap(\.past).sorted {
            ($0.moment, $0.rentalId, $0.amount) < ($1.moment, $1.rentalId, $1.amount)
        }
        for invoice in given.invoices.sorted(by: { $0.age > $1.age }) { open(invoice, of: user, at: start) }
        now = self[user].createdAt
        let deposit = max(past.reduce(given.balance) { $0 - $1.amount }, ProviderState.need(of: past))
        post(.adjustment, deposit, to: user)
        for entry in past {
            now = entry.moment
            post(entry.type, entry.amount, to: user, rentalId: entry.rentalId)
        }
        now = start
        post(.adjustment, given.balance - self[user].wallet.total, to: user)
        for pod in pods { add(pod.rental) }
        openBilling(given, for: user)
        if let sid = given.sid, !sessions.contains(sid) { sessions.open(sid, for: user, at: now) }
    }

    /// The smallest initial total with which these entries, in order, never take a wallet below zero.
    private static func need(of past: [PastEntry]) -> Cents {
        var (need, sum) = (Cents.zero, Cents.zero)
        for entry in past {
            sum += entry.amount
            need = max(need, -sum)
        }
        return need
    }

    /// Opens an initial invoice. One that is given as open but is too old becomes uncollectible.
    private mutating func open(_ given: InitialState.Invoice, of user: UserID, at start: Instant) {
        now = start - given.age
        let index = openInvoice(given.reason, given.amount, for: user)
        if given.status != .open {
            closeInvoice(index, as: given.status)
        } else if given.age >= Limits.invoiceUncollectible {
            closeInvoice(index, as: .uncollectible)
        }
    }

    /// A pod that exists from the start, and its past ledger entries.
    fileprivate struct InitialPod {
        var rental: Rental
        var past: [PastEntry] = []
    }

    fileprivate struct PastEntry {
        var moment: Instant
        var type: LedgerEntryType
        var amount: Cents
        var rentalId: String
    }

    /// The pods in order of creation, each with its own past.
    private mutating func rentals(_ given: [InitialState.Rental], of user: UserID, at start: Instant) -> [InitialPod] {
        let order = given.indices.sorted { (given[$1].age, $0) < (given[$0].age, $1) }
        return order.map { index in
            now = start - given[index].age
            var pod = InitialPod(rental: rental(given[index], of: user))
            pod.live(until: start, settings.provisioning)
            if pod.rental.runningSince != nil { pod.rental.address = nextAddress(at: pod.rental.provider) }
            return pod
        }
    }

    /// A pod as created. If the catalogue lacks its spec, its family's row gives the price and the offer.
    private mutating func rental(_ given: InitialState.Rental, of user: UserID) -> Rental {
        let row = given.family.row
        let offer = catalogue.match(given.family, gpuCount: given.gpuCount, region: nil)?.offer
        return Rental(
            id: newId(.rental), user: user, name: given.name, family: given.family, gpuCount: given.gpuCount,
            pricePerHour: offer?.pricePerHour ?? row.pricePerHour * given.gpuCount,
            provider: offer?.provider ?? row.offers[0].provider, region: offer?.region ?? row.offers[0].region,
            template: .ubuntu, createdAt: now, provisioning: settings.provisioning, autoStopAfter: nil,
            status: given.status)
    }
}

extension ProviderState.InitialPod {
    /// Plays the pod's life up to the world's start, so that it fits its status.
    mutating func live(until start: Instant, _ provisioning: Provisioning) {
        let created = rental.createdAt
        switch rental.status {
        case .provisioning:
            guard provisioning.then != .stuck else { return }
            // If it should have been ready before the start, its full time begins again at the start.
            let ready = created + provisioning.takes
            rental.readyAt = ready > start ? ready : start + provisioning.takes
        case .failed: fail(by: start, provisioning)
        case .running:
            let since = min(created + provisioning.takes, start)
            rental.runningSince = since
            charge(at: since + .minutes(rental.secondsBilled(at: start) / 60))
            rental.nextChargeAt = rental.nextCharge(after: start)
            guard provisioning.then == .crash else { return }
            // Likewise if it should have crashed before the start.
            let crash = since + provisioning.crashesAfter
            rental.crashesAt = crash > start ? crash : start + provisioning.crashesAfter
        case .stopping, .stopped:
            let end = rental.status == .stopping ? start : max(created, start - Limits.stopping)
            rental.runningSince = min(created + provisioning.takes, end)
            rental.stoppedAt = end
            charge(at: end)
            if rental.isFree(at: end) { refund(at: end) }
        }
    }

    /// Fails the pod: it never ran or, if pods crash, it ran and was refunded in full.
    private mutating func fail(by start: Instant, _ provisioning: Provisioning) {
        let answered = min(rental.createdAt + provisioning.takes, start)
        defer { rental.error = rental.failure }
        guard provisioning.then == .crash else {
            rental.stoppedAt = answered
            return
        }
        let end = min(answered + provisioning.crashesAfter, start)
        rental.runningSince = answered
        rental.stoppedAt = end
        charge(at: end)
        refund(at: end)
    }

    private mutating func charge(at moment: Instant) {
        let amount = rental.meteredCharge(at: moment)
        rental.charged = amount
        past.append(.init(moment: moment, type: .rentalCharge, amount: -amount, rentalId: rental.id))
    }

    private mutating func refund(at moment: Instant) {
        rental.refunded = rental.charged
        past.append(.init(moment: moment, type: .refund, amount: rental.refunded, rentalId: rental.id))
    }
}
