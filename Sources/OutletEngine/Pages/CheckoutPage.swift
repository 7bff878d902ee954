import OutletContract
import OutletDomain
import OutletWire

/// The stand-in for Stripe's checkout page.
enum CheckoutPage {
    static let original = "Stripe Checkout"

    /// - Parameter wasDeclined: whether a card has just been refused; the page then says so, and stays open.
    static func html(_ session: CheckoutSession, email: EmailAddress, wasDeclined: Bool = false) -> String {
        let problem: Markup? =
            wasDeclined ? "<p class=\"problem\" role=\"alert\">Your card was declined. Try another.</p>" : nil
        let content: Markup = """
            <p class="amount">\(session.amount.dollars)</p>
            \(PageFrame.facts([("For", "GPU Outlet balance"), ("Account", email.text)]))
            \(problem)
            \(session.status == .open ? form(session) : ended(session))
            """
        return PageFrame.html("Top up your balance", standsInFor: original, content)
    }

    private static func form(_ session: CheckoutSession) -> Markup {
        """
        <form method="post">
        <label><input type="checkbox" name="saveCard" value="on"> Save this card for later top-ups</label>
        \(PageFrame.button("Pay \(session.amount.dollars)", "outcome", CheckoutOutcome.paid.rawValue, isMain: true))\
        \(PageFrame.button("Pay with a card that is declined", "outcome", CheckoutOutcome.declined.rawValue))\
        \(PageFrame.button("Cancel", "outcome", CheckoutOutcome.cancelled.rawValue))\
        </form>
        """
    }

    private static func ended(_ session: CheckoutSession) -> Markup {
        session.status == .paid ? "<p>This has been paid.</p>" : "<p>This was cancelled; nothing was paid.</p>"
    }
}
