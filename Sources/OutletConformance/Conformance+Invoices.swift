import OutletContract
import OutletWire

/// Invoices: listing, reading, and an invoice caused by a declined card, which is then voided.
extension Conformance {
    mutating func askInvoices() {
        guard let all = invoices() else { return }
        expectNewestFirst(all, by: "createdAt")
        for invoice in all.prefix(3) { checkInvoice(invoice) }
        for status in InvoiceStatus.allCases {
            let found = invoices([("status", status.rawValue)])
            let wanted = all.filter { $0["status"] == .string(status.rawValue) }
            expect(
                found == wanted, "Invoices are found by status", "\(wanted.count)", "\(found?.count ?? 0), or others")
        }
        for operation in [Operation.getInvoice, .invoicePayUrl, .voidInvoice] where mayWrite || !operation.isMutating {
            refusal(.notFound, of: Question(operation, ResourceKind.invoice.example))
        }
        guard mayWrite, isDouble, isOwnSession else { return }
        askDeclinedTopUp()
    }

    private mutating func invoices(_ query: [(name: String, value: String)] = []) -> [JSON]? {
        answer(to: Question(.listInvoices, query: query + [("limit", "200")]))?["data"]?.array
    }

    private mutating func checkInvoice(_ row: JSON) {
        guard let id = row["id"]?.string else { return }
        expectEqual(answer(to: Question(.getInvoice, id)), row, "An invoice says what its row in the list says")
        let times = ["createdAt", "dueAt"].map { row[$0]?.string.flatMap { Instant(iso8601: $0) } }
        if let created = times[0], let due = times[1] {
            expect(
                due - created == Limits.invoiceDue, "An invoice is due in seven days",
                "\(Limits.invoiceDue.wholeSeconds) s", "\((due - created).wholeSeconds) s")
        }
        let lines = row["lineItems"]?.array ?? []
        let sum = lines.compactMap { $0["amountCents"]?.integer }.reduce(0) { $0.saturatingSum($1) }
        if !lines.isEmpty { expectEqual(.integer(sum), row["amountCents"], "An invoice is the sum of its lines") }
    }

    /// Lets a running pod bring the wallet below the threshold while the card declines.
    private mutating func askDeclinedTopUp() {
        guard putCardOnFile(declines: true), let listing = catalogue.last(where: { $0["gpuCount"] == 1 }) else {
            return
        }
        answer(to: setTopUp(threshold: Limits.autoTopupThresholdCents.upperBound, amount: 5000))
        guard let id = launch(listing) else { return }
        _ = advance(seconds: Limits.provisioning.wholeSeconds + 61)
        answer(to: Question(.stopRental, id))
        _ = advance(seconds: Limits.stopping.wholeSeconds + 1)
        expectEqual(answer(to: Question(.getAutoTopup))?["enabled"], false, "A declined top-up turns auto top-up off")
        guard let invoice = invoices()?.first, let invoiceId = invoice["id"]?.string else {
            expect(false, "A declined top-up opens an invoice", "an invoice", "none")
            return
        }
        expectEqual(invoice["status"], "open", "A new invoice is open")
        expectEqual(invoice["reason"], "topup_failed", "A declined top-up opens an invoice that says so")
        expectEqual(invoice["amountCents"], 5000, "The invoice is over what was to be added")
        checkInvoice(invoice)
        checkBooks()
        answer(to: Question(.invoicePayUrl, invoiceId))
        if turn(["billing": "disabled"]) {
            refusal(.billingDisabled, of: Question(.invoicePayUrl, invoiceId))
            _ = turn(["billing": "enabled"])
        }
        answer(to: Question(.voidInvoice, invoiceId))
        let void = answer(to: Question(.getInvoice, invoiceId))
        expectEqual(void?["status"], "void", "A voided invoice is void")
        expect(
            void?["voidedAt"]?.string != nil, "A voided invoice says since when", "a time",
            void?["voidedAt"]?.text ?? "nothing")
        refusal(.validationFailed, of: Question(.voidInvoice, invoiceId))
        answer(to: Question(.deleteCard))
        checkBooks()
    }
}
