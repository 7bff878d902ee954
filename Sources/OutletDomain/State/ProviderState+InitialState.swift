import OutletContract

/// How a world's users begin.
///
/// What they begin with has a past: a pod that has run for an hour has been paid for. So the wallet is first given
/// what it has spent since, as an `adjustment`, and the past is then posted at its own moments; what is left is the
/// balance that the scenario names, and every pod's charges stand in the ledger. A pod that was charged and got it all
/// back needs more than it cost for as long as the charge stood: that much is lent, and taken back by a second
/// `adjustment` at the start.
extension ProviderState {
    /// Makes the account of a scenario's user. Of two with one email the first counts, and so with sessions.
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

    /// The least that a wallet must begin with so that these entries, in their order, never take it below zero.
    private static func need(of past: [PastEntry]) -> Cents {
        var (need, sum) = (Cents.zero, Cents.zero)
        for entry in past {
            sum += entry.amount
            need = max(need, -sum)
        }
        return need
    }

    /// An open invoice that is too old to be is uncollectible.
    private mutating func open(_ given: InitialState.Invoice, of user: UserID, at start: Instant) {
        now = start - given.age
        let index = openInvoice(given.reason, given.amount, for: user)
        if given.status != .open {
            closeInvoice(index, as: given.status)
        } else if given.age >= Limits.invoiceUncollectible {
            closeInvoice(index, as: .uncollectible)
        }
    }

    /// A pod that is there from the start, and what the ledger has to say of it.
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

    /// The pods in the order in which they were made, each with its own past.
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

    /// A pod at its creation. A spec that the catalogue does not have costs what its family's table says.
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
    /// Lives the pod's life up to the world's start, so that it stands where its status says.
    mutating func live(until start: Instant, _ provisioning: Provisioning) {
        let created = rental.createdAt
        switch rental.status {
        case .provisioning:
            guard provisioning.then != .stuck else { return }
            // One that should have answered before the start was slow; it is given its time again.
            let ready = created + provisioning.takes
            rental.readyAt = ready > start ? ready : start + provisioning.takes
        case .failed: fail(by: start, provisioning)
        case .running:
            let since = min(created + provisioning.takes, start)
            rental.runningSince = since
            charge(at: since + .minutes(rental.secondsBilled(at: start) / 60))
            rental.nextChargeAt = rental.nextCharge(after: start)
            guard provisioning.then == .crash else { return }
            // The same holds for one that should have crashed before the start.
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

    /// It never ran; or, where pods crash, it ran and got everything back.
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
