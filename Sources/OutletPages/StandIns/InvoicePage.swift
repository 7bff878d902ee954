package import OutletContract
import OutletWire

/// The stand-in for Stripe's page that takes an invoice's payment, and then shows the receipt.
package struct InvoicePage {
    package var status: InvoiceStatus
    package var amount: Cents
    /// The rows under the amount: purpose, owner and dates.
    package var facts: [(name: String, value: String)]

    package init(status: InvoiceStatus, amount: Cents, facts: [(name: String, value: String)]) {
        self.status = status
        self.amount = amount
        self.facts = facts
    }

    package var html: String {
        let content: Markup = """
            <p class="amount">\(amount.dollars)</p>
            \(PageFrame.facts(facts))
            \(isPayable ? form : nil)
            """
        return PageFrame.html(title, standsInFor: "Stripe’s invoice page", content)
    }

    private var title: String {
        switch status {
        case .open: "Invoice"
        case .paid: "Receipt"
        case .void: "Void invoice"
        case .uncollectible: "Overdue invoice"
        }
    }

    private var isPayable: Bool { status == .open || status == .uncollectible }

    private var form: Markup {
        """
        <form method="post">
        \(PageFrame.button("Pay \(amount.dollars)", "outcome", InvoiceOutcome.paid.rawValue, isMain: true))\
        </form>
        """
    }
}
