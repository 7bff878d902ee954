package import OutletContract
import OutletWire

/// The stand-in for Stripe's checkout page.
package struct CheckoutPage {
    package var amount: Cents
    package var email: EmailAddress
    /// How the checkout ended; nil while it is open.
    package var ending: CheckoutOutcome?
    /// Whether a card has just been refused; the page then says so, and stays open.
    package var wasDeclined: Bool

    package init(amount: Cents, email: EmailAddress, ending: CheckoutOutcome?, wasDeclined: Bool = false) {
        self.amount = amount
        self.email = email
        self.ending = ending
        self.wasDeclined = wasDeclined
    }

    package var html: String {
        let problem: Markup? =
            wasDeclined ? "<p class=\"problem\" role=\"alert\">Your card was declined. Try another.</p>" : nil
        let content: Markup = """
            <p class="amount">\(amount.dollars)</p>
            \(PageFrame.facts([("For", "GPU Outlet balance"), ("Account", email.text)]))
            \(problem)
            \(ending == nil ? form : ended)
            """
        return PageFrame.html("Top up your balance", standsInFor: "Stripe Checkout", content)
    }

    private var form: Markup {
        """
        <form method="post">
        <label><input type="checkbox" name="saveCard" value="on"> Save this card for later top-ups</label>
        \(PageFrame.button("Pay \(amount.dollars)", "outcome", CheckoutOutcome.paid.rawValue, isMain: true))\
        \(PageFrame.button("Pay with a card that is declined", "outcome", CheckoutOutcome.declined.rawValue))\
        \(PageFrame.button("Cancel", "outcome", CheckoutOutcome.cancelled.rawValue))\
        </form>
        """
    }

    private var ended: Markup {
        ending == .paid ? "<p>This has been paid.</p>" : "<p>This was cancelled; nothing was paid.</p>"
    }
}
