import OutletContract
import OutletWire

/// The wallet: top-ups within their bounds, a ledger in which every line adds up, and a balance that is its sum.
extension Conformance {
    mutating func askWallet() {
        checkBooks()
        guard mayWrite else { return }
        guard isOwnSession else {
            report.omit("checkout: it might charge a card that is not the suite's")
            return
        }
        for cents in [Limits.topUpCents.lowerBound, Limits.topUpCents.upperBound] {
            let checkout = answer(to: Question(.checkout, body: ["amountCents": .integer(cents)]))
            expect(
                checkout?["checkoutUrl"]?.string != nil, "Without a card a checkout has a page", "a link",
                checkout?.text ?? "nothing")
        }
        let before = totalCents() ?? 0
        let paid = 2500
        guard fund(cents: paid) else { return }
        let entry = answer(to: Question(.ledger))?["entries"]?.array?.first
        expectEqual(entry?["type"], "stripe_topup", "A paid checkout is posted")
        expectEqual(entry?["amountCents"], .integer(paid), "A paid checkout is posted in full")
        expectEqual(
            entry?["balanceAfterCents"], .integer(before.saturatingSum(paid)), "A paid checkout is added to the balance"
        )
        expect(entry?["stripeChargeId"] != nil, "A top-up names Stripe's charge", "stripeChargeId", "none")
        if let user = answer(to: Question(.me))?["user"]?["id"]?.string { askCredit(to: user) }
        checkBooks()
    }

    /// Checks the sums that hold at any time.
    mutating func checkBooks() {
        guard let wallet = answer(to: Question(.balance)), let total = wallet["totalCents"]?.integer,
            let reserved = wallet["reservedCents"]?.integer, let available = wallet["availableCents"]?.integer
        else { return }
        let rest = (Cents(total) - Cents(reserved)).value
        expect(available == rest, "Available is total less reserved", "\(rest)", "\(available)")
        let rentals = wholeList(.listRentals, "rentals") ?? []
        expectNewestFirst(rentals, by: "startedAt")
        let live = rentals.filter { ["provisioning", "running"].contains($0["status"]?.string) }
        let hour = live.compactMap { $0["pricePerHourCents"]?.integer }.reduce(0) { $0.saturatingSum($1) }
        subject = (.balance, "GET \(Operation.balance.path)")
        expect(
            reserved == min(total, hour), "An hour of each live pod is reserved", "\(min(total, hour))", "\(reserved)")
        guard live.isEmpty else { return }
        checkLedger(total: total)
        checkOpenInvoices(wallet)
    }

    private mutating func checkLedger(total: Int) {
        guard let entries = wholeList(.ledger, "entries") else { return }
        expectNewestFirst(entries, by: "createdAt")
        for (entry, older) in zip(entries, entries.dropFirst()) {
            let sum = (entry["amountCents"]?.integer ?? 0).saturatingSum(older["balanceAfterCents"]?.integer ?? 0)
            expectEqual(
                entry["balanceAfterCents"], .integer(sum), "Each line of the ledger adds up with the one before")
        }
        if let oldest = entries.last {
            expectEqual(oldest["balanceAfterCents"], oldest["amountCents"], "The ledger begins at nothing")
        }
        for entry in entries {
            let amount = entry["amountCents"]?.integer ?? 0
            guard let type = entry["type"]?.string, type != "adjustment" else { continue }
            expect(
                (amount < 0) == (type == "rental_charge"), "Charges are negative and credits are not", type, "\(amount)"
            )
        }
        let page = answer(to: Question(.ledger))
        expectEqual(page?["balanceCents"], .integer(total), "The ledger's balance is the wallet's total")
        expectEqual(
            entries.first?["balanceAfterCents"] ?? 0, .integer(total), "The ledger's last line is the wallet's total")
        for type in LedgerEntryType.allCases {
            let query = [(name: "type", value: type.rawValue)]
            let wanted = entries.filter { $0["type"] == .string(type.rawValue) }
            let found = wholeList(.ledger, "entries", query: query)
            expect(
                found == wanted, "The ledger shows one type where asked", "\(wanted.count)",
                "\(found?.count ?? 0), or others")
        }
    }

    private mutating func checkOpenInvoices(_ wallet: JSON) {
        guard
            let open = answer(to: Question(.listInvoices, query: [("status", "open"), ("limit", "200")]))?["data"]?
                .array
        else { return }
        let sum = open.compactMap { $0["amountCents"]?.integer }.reduce(0) { $0.saturatingSum($1) }
        expectEqual(wallet["openInvoiceCount"], .integer(open.count), "The balance counts the open invoices")
        expectEqual(wallet["openInvoicesCents"], .integer(sum), "The balance sums the open invoices")
    }
}
