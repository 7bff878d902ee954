import OutletContract
import OutletDomain
import OutletWire

/// The stand-in for the page on which Stripe lets an invoice be paid, and shows the receipt afterwards.
enum InvoicePage {
    static func html(_ invoice: Invoice, email: EmailAddress) -> String {
        let content: Markup = """
            <p class="amount">\(invoice.amount.dollars)</p>
            \(PageFrame.facts(facts(invoice, email)))
            \(isPayable(invoice) ? form(invoice) : nil)
            """
        return PageFrame.html(title(invoice), standsInFor: "Stripe’s invoice page", content)
    }

    private static func title(_ invoice: Invoice) -> String {
        switch invoice.status {
        case .open: "Invoice"
        case .paid: "Receipt"
        case .void: "Void invoice"
        case .uncollectible: "Overdue invoice"
        }
    }

    private static func facts(_ invoice: Invoice, _ email: EmailAddress) -> [(String, String)] {
        var rows = invoice.lineItems.map { ($0.description, $0.amount.dollars) }
        rows += [("Account", email.text), ("Number", invoice.stripeInvoiceId), ("Opened", day(invoice.createdAt))]
        switch (invoice.paidAt, invoice.voidedAt) {
        case (let paidAt?, _): rows.append(("Paid", day(paidAt)))
        case (_, let voidedAt?): rows.append(("Voided", day(voidedAt)))
        default: rows.append(("Due", day(invoice.dueAt)))
        }
        return rows
    }

    private static func isPayable(_ invoice: Invoice) -> Bool {
        invoice.status == .open || invoice.status == .uncollectible
    }

    private static func form(_ invoice: Invoice) -> Markup {
        """
        <form method="post">
        \(PageFrame.button("Pay \(invoice.amount.dollars)", "outcome", InvoiceOutcome.paid.rawValue, isMain: true))\
        </form>
        """
    }

    private static func day(_ moment: Instant) -> String { String(moment.iso8601.prefix(10)) }
}
