import OutletContract
import OutletWire

/// Checks of what holds in every world, for worlds restored from outside: our own writes keep it by construction.
extension ProviderState {
    /// Keys are unique, ids and counters valid, and the catalogue and the stock within their ranges.
    func checkTables() throws(JSONCodingError) {
        try ProviderState.checkKeys(accounts, "accounts")
        try ProviderState.checkKeys(sessions.table, "sessions")
        try ProviderState.checkKeys(rentals, "rentals")
        try ProviderState.checkKeys(invoices.table, "invoices")
        try ProviderState.checkKeys(stripe.checkouts.table, "stripe.checkouts")
        try ProviderState.checkKeys(stripe.setups.table, "stripe.setups")
        for (kind, count) in [
            (ResourceKind.user, accounts.count), (.customer, accounts.count), (.rental, rentals.count),
            (.invoice, invoices.count),
            (.checkoutSession, stripe.checkouts.count), (.setupIntent, stripe.setups.count),
        ] {
            let isCounted = idCounters.count(of: kind.rawValue) >= count
            try expect(isCounted, "idCounters", "must count at least \(count) of \(kind.rawValue)")
        }
        // Far below the limit for a document's numbers, so that a world can still be exported after counting on.
        let counts = ProviderState.counts.upperBound
        try expect(idCounters.areIn(ProviderState.counts), "idCounters", "must be from 0 to \(counts)")
        try expect(ProviderState.counts.contains(outbox.sentCount), "outbox.sentCount", "must be from 0 to \(counts)")
        try checkIds(accounts.rows.map(\.id), .user, "accounts")
        try checkIds(rentals.rows.map(\.id), .rental, "rentals")
        try checkIds(invoices.rows.map(\.id), .invoice, "invoices")
        try checkIds(invoices.rows.map(\.stripeInvoiceId), .stripeInvoice, "invoices", "stripeInvoiceId")
        try checkIds(stripe.checkouts.rows.map(\.id), .checkoutSession, "stripe.checkouts")
        try checkIds(stripe.setups.rows.map(\.id), .setupIntent, "stripe.setups")
        for (index, account) in accounts.rows.enumerated() {
            try checkIds(account.keys.all.map(\.id), .key, "accounts[\(index)].keys")
        }
        for (index, listing) in catalogue.listings.enumerated() {
            let path = "catalogue.listings[\(index)].offer"
            let (count, price) = (listing.offer.gpuCount, listing.offer.pricePerHour.value)
            try expect(Limits.gpuCounts.contains(count), "\(path).gpuCount", "must be 1, 2, 4 or 8")
            try expect(
                ProviderState.prices.contains(price), "\(path).pricePerHour",
                "must be from 0 to \(ProviderState.prices.upperBound)")
        }
        for family in Family.allCases {
            try expect(stock.holds(family), "stock.pools", "must have one pool for \(family.rawValue), not below zero")
        }
    }

    /// Every reference names an existing row, and accounts list exactly their own rentals and invoices.
    func checkReferences() throws(JSONCodingError) {
        for (index, session) in sessions.rows.enumerated() { try checkUser(session.user, "sessions[\(index)]") }
        for (index, rental) in rentals.rows.enumerated() { try check(rental, "rentals[\(index)]") }
        for (index, invoice) in invoices.rows.enumerated() {
            try checkUser(invoice.user, "invoices[\(index)]")
            try expect(invoice.amount >= .zero, "invoices[\(index)].amount", "must not be below zero")
        }
        for (index, session) in stripe.checkouts.rows.enumerated() {
            try checkUser(session.user, "stripe.checkouts[\(index)]")
            try expect(session.amount > .zero, "stripe.checkouts[\(index)].amount", "must be above zero")
        }
        for (index, setup) in stripe.setups.rows.enumerated() {
            try checkUser(setup.user, "stripe.setups[\(index)]")
        }
        let ownRentals = Dictionary(grouping: rentals.rows.indices) { rentals[$0].user.index }
        let ownInvoices = Dictionary(grouping: invoices.rows.indices) { invoices[$0].user.index }
        for (index, account) in accounts.rows.enumerated() {
            let path = "accounts[\(index)]"
            try check(account, rentals: ownRentals[index] ?? [], invoices: ownInvoices[index] ?? [], path)
        }
    }

    /// Each ledger sums to its wallet's total, nothing is below zero, and the reserve is that of the live pods.
    func checkMoney() throws(JSONCodingError) {
        for (index, account) in accounts.rows.enumerated() {
            let path = "accounts[\(index)].wallet"
            if let problem = account.wallet.problem {
                throw JSONCodingError(path: "\(path).\(problem.member)", text: problem.text)
            }
            let held = account.liveRentals.reduce(Cents.zero) { $0 + rentals[$1].pricePerHour }
            try expect(
                account.wallet.heldPerHour == held, "\(path).heldPerHour",
                "must be \(held.value), what the live rentals cost for an hour")
        }
        var posted: [String: Cents] = [:]
        for entry in accounts.rows.flatMap(\.wallet.entries) {
            if let id = entry.rentalId { posted[id, default: .zero] += entry.amount }
        }
        for (index, rental) in rentals.rows.enumerated() {
            let net = rental.refunded - rental.charged
            try expect(
                net == posted[rental.id] ?? .zero, "rentals[\(index)].charged",
                "must be what the ledger took for it")
        }
    }

    /// Due events lie ahead, in order, and name existing rows; whatever a row waits for is scheduled.
    func checkSchedule() throws(JSONCodingError) {
        let dues = schedule.dues
        try expect(now.milliseconds >= 0, "now", "must not lie before 1970")
        for (index, due) in dues.enumerated() {
            let path = "schedule.dues[\(index)]"
            try expect(due.moment >= now, "\(path).moment", "must not lie before now")
            try expect(index == 0 || due < dues[index - 1], path, "must be due before the one above it")
            try expect(id(of: due) == due.id, "\(path).id", "must be the id of what stands at its place")
        }
        var expected = rentals.rows.indices.flatMap { rentals[$0].dues(at: $0) }
        expected += invoices.rows.indices.filter { invoices[$0].status == .open }.map { invoices.uncollectible($0) }
        for (index, account) in accounts.rows.enumerated() {
            let user = UserID(index: index)
            try expect(
                account.dryAt == dryMoment(of: user), "accounts[\(index)].dryAt",
                "must be when the running pods have used up the wallet")
            if let dryAt = account.dryAt { expected.append(due(.dry, user, at: dryAt)) }
        }
        // An auto top-up that a charge has just triggered is due at once and recorded nowhere else.
        let found = dues.filter { $0.kind != .autoTopup }
        try expect(Set(found) == Set(expected), "schedule.dues", "must be what the rentals and invoices wait for")
    }

    private func check(_ rental: Rental, _ path: String) throws(JSONCodingError) {
        try checkUser(rental.user, path)
        try expect(Limits.gpuCounts.contains(rental.gpuCount), "\(path).gpuCount", "must be 1, 2, 4 or 8")
        try expect(
            ProviderState.prices.contains(rental.pricePerHour.value), "\(path).pricePerHour",
            "must be from 0 to \(ProviderState.prices.upperBound)")
        try expect(
            rental.status != .running || rental.runningSince != nil, "\(path).runningSince",
            "must say since when the pod runs")
        try expect(
            rental.status != .stopping || rental.stoppedAt != nil, "\(path).stoppedAt",
            "must say since when the pod stops")
        try expect(
            ProviderState.seconds.contains(rental.secondsBilled(at: now)), "\(path).runningSince",
            "must lie at most \(ProviderState.seconds.upperBound) seconds back")
        try expect(
            ProviderState.amounts.contains(rental.charged.value), "\(path).charged",
            "must be from 0 to \(ProviderState.amounts.upperBound)")
        try expect(
            rental.status != .running || rental.nextChargeAt == rental.nextCharge(after: now), "\(path).nextChargeAt",
            "must be the end of the next full minute that adds a cent")
    }

    private func checkUser(_ user: UserID, _ path: String) throws(JSONCodingError) {
        try expect(accounts.rows.indices.contains(user.index), "\(path).user", "must be the place of an account")
    }

    private func check(
        _ account: Account, rentals ownRentals: [Int], invoices ownInvoices: [Int], _ path: String
    ) throws(JSONCodingError) {
        let live = ownRentals.filter { rentals[$0].status.isLive }.sorted { rentals[$0].id < rentals[$1].id }
        try expect(account.rentals == ownRentals, "\(path).rentals", "must be the places of the user's rentals")
        try expect(account.invoices == ownInvoices, "\(path).invoices", "must be the places of the user's invoices")
        let autoTopup = account.autoTopup
        for (name, cents, range) in [
            ("threshold", autoTopup.threshold, Limits.autoTopupThresholdCents),
            ("amount", autoTopup.amount, Limits.autoTopupAmountCents),
        ] {
            try expect(
                cents.map { range.contains($0.value) } ?? true, "\(path).autoTopup.\(name)",
                "must be from \(range.lowerBound) to \(range.upperBound)")
        }
        if let card = account.card {
            let (months, years) = (Limits.cardMonths, Limits.cardYears)
            try expect(months.contains(card.expMonth), "\(path).card.expMonth", "must be from 1 to 12")
            try expect(
                years.contains(card.expYear), "\(path).card.expYear",
                "must be from \(years.lowerBound) to \(years.upperBound)")
        }
        try expect(account.liveRentals == live, "\(path).liveRentals", "must be the live ones among them, by id")
    }

    private func id(of due: Due) -> String? {
        switch due.kind {
        case .podReady, .podCrash, .charge, .autoStop, .podGone:
            rentals.rows.indices.contains(due.index) ? rentals[due.index].id : nil
        case .autoTopup, .dry: accounts.rows.indices.contains(due.index) ? accounts[due.index].id : nil
        case .invoiceUncollectible: invoices.rows.indices.contains(due.index) ? invoices[due.index].id : nil
        }
    }

    private static func checkKeys<Row>(_ table: Table<Row>, _ path: String) throws(JSONCodingError) {
        for (index, row) in table.rows.enumerated() where table.index(of: row.key) != index {
            throw JSONCodingError(path: "\(path)[\(index)]", text: "has the key of an earlier one")
        }
    }

    private func checkIds(
        _ ids: [String], _ kind: ResourceKind, _ path: String, _ member: String = "id"
    ) throws(JSONCodingError) {
        for (index, id) in ids.enumerated() {
            try expect(kind.matches(id), "\(path)[\(index)].\(member)", "must be an id such as \(kind.example)")
        }
    }

    private func expect(_ isSound: Bool, _ path: String, _ text: String) throws(JSONCodingError) {
        if !isSound { throw JSONCodingError(path: path, text: text) }
    }

    /// The ranges that the meter's arithmetic supports.
    private static let prices = 0...100_000_000
    private static let seconds = 0...10_000_000_000
    private static let counts = 0...1_000_000_000_000
    private static let amounts = 0...1_000_000_000_000_000
}
