import OutletContract

@testable import OutletDomain

/// The full check of what must hold between any two calls; the world itself keeps running totals only.
extension ProviderState {
    /// What does not hold. `freeGPUs` is what each family's pool has when nobody holds any; nil leaves the pools out.
    func violations(freeGPUs: [Family: Int]? = nil) -> [String] {
        var found: [String] = []
        var sums: [String: RentalSums] = [:]
        for index in accounts.rows.indices {
            found += ledgerViolations(UserID(index: index), &sums) + reserveViolations(UserID(index: index))
        }
        for rental in rentals.rows { found += violations(of: rental, sums[rental.id] ?? RentalSums()) }
        found += scheduleViolations()
        for (family, gpus) in freeGPUs ?? [:] {
            let held = rentals.rows.filter { $0.family == family && ($0.status.isLive || $0.status == .stopping) }
            let sum = held.reduce(stock[family]) { $0 + $1.gpuCount }
            if sum != gpus { found.append("\(family) has \(sum) GPUs instead of \(gpus)") }
        }
        return found
    }

    /// What the ledgers say of one rental.
    private struct RentalSums {
        var taken = Cents.zero
        var given = Cents.zero
        var refunds = 0
    }

    /// A ledger makes its entries when somebody looks, so all that is asked of them is asked in one pass.
    private func ledgerViolations(_ user: UserID, _ sums: inout [String: RentalSums]) -> [String] {
        var found: [String] = []
        var total = Cents.zero
        var moment = self[user].createdAt
        for entry in self[user].wallet.entries {
            total += entry.amount
            if entry.amount == .zero { found.append("\(entry.id) moves nothing") }
            if entry.balanceAfter != total { found.append("\(entry.id) names another total") }
            if total < .zero { found.append("\(entry.id) leaves less than nothing") }
            if entry.createdAt < moment { found.append("\(entry.id) is older than the one before") }
            moment = entry.createdAt
            guard let rental = entry.rentalId else { continue }
            if entry.type == .rentalCharge { sums[rental, default: RentalSums()].taken += -entry.amount }
            if entry.type == .refund {
                sums[rental, default: RentalSums()].given += entry.amount
                sums[rental, default: RentalSums()].refunds += 1
            }
        }
        if total != self[user].wallet.total { found.append("the ledger of \(user) does not sum to its total") }
        if moment > now { found.append("the ledger of \(user) reaches into the future") }
        return found
    }

    private func reserveViolations(_ user: UserID) -> [String] {
        let account = self[user]
        let live = account.rentals.map { rentals[$0] }.filter(\.status.isLive)
        let sum = live.reduce(Cents.zero) { $0 + $1.pricePerHour }
        var found: [String] = []
        if sum != account.wallet.heldPerHour { found.append("\(user) holds another reserve than its live pods'") }
        if live.map(\.id).sorted() != account.liveRentals.map({ rentals[$0].id }) {
            found.append("\(user) does not know its live pods by id")
        }
        if account.wallet.available < .zero { found.append("\(user) has less than nothing available") }
        return found
    }

    private func violations(of rental: Rental, _ sums: RentalSums) -> [String] {
        var found: [String] = []
        if sums.taken != rental.charged { found.append("\(rental.id) was charged otherwise than it says") }
        if sums.given != rental.refunded { found.append("\(rental.id) was refunded otherwise than it says") }
        if sums.given != .zero && sums.given != sums.taken { found.append("\(rental.id) was refunded in part") }
        if sums.refunds > 1 { found.append("\(rental.id) was refunded twice") }
        if rental.charged > rental.meteredCharge(at: now) {
            found.append("\(rental.id) was charged ahead of its meter")
        }
        if rental.crashesAt != nil && rental.status != .running { found.append("\(rental.id) crashes after its end") }
        if rental.status == .failed && rental.totalCharged(at: now) != .zero {
            found.append("\(rental.id) is not free")
        }
        if rental.status.isLive != (rental.stoppedAt == nil) { found.append("\(rental.id) does not know its end") }
        return found
    }

    /// The schedule holds exactly what the records say will happen.
    private func scheduleViolations() -> [String] {
        var expected: [String] = []
        for rental in rentals.rows {
            switch rental.status {
            case .provisioning: expected += rental.readyAt.map { ["podReady \(rental.id) \($0)"] } ?? []
            case .running:
                let since = rental.runningSince ?? now
                let done = rental.secondsBilled(at: now) / 60
                let minute = ((done + 1)...).first {
                    Meter.charge(seconds: 60 * $0, pricePerHour: rental.pricePerHour) > rental.charged
                }
                expected.append("charge \(rental.id) \(since + .minutes(minute ?? 0))")
                if let crash = rental.crashesAt { expected.append("podCrash \(rental.id) \(crash)") }
                if let span = rental.autoStopAfter { expected.append("autoStop \(rental.id) \(since + span)") }
            case .stopping: expected.append("podGone \(rental.id) \((rental.stoppedAt ?? now) + .seconds(5))")
            case .stopped, .failed: break
            }
        }
        for account in accounts.rows {
            if let dryAt = account.dryAt { expected.append("dry \(account.id) \(dryAt)") }
        }
        for invoice in invoices.rows where invoice.status == .open {
            expected.append("invoiceUncollectible \(invoice.id) \(invoice.createdAt + .days(30))")
        }
        let scheduled = schedule.dues.filter { $0.kind != .autoTopup }.map { "\($0.kind) \($0.id) \($0.moment)" }
        var found = Set(expected).symmetricDifference(scheduled).sorted().map { "schedule: \($0)" }
        if schedule.dues.contains(where: { $0.moment < now }) { found.append("schedule: something was missed") }
        if schedule.dues != schedule.dues.sorted(by: >) { found.append("schedule: out of order") }
        return found
    }
}
