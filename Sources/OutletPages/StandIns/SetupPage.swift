package import OutletContract
import OutletWire

/// The stand-in for Stripe's form that puts a card on file. The card's number decides the outcome.
package struct SetupPage {
    package var email: EmailAddress
    /// How the set-up ended; nil while it is open.
    package var ending: SetupOutcome?
    /// Why a card has just been refused.
    package var problem: String?

    package init(email: EmailAddress, ending: SetupOutcome?, problem: String? = nil) {
        self.email = email
        self.ending = ending
        self.problem = problem
    }

    package var html: String {
        let alert: Markup? = problem.map { "<p class=\"problem\" role=\"alert\">\($0)</p>" }
        let content: Markup = """
            \(PageFrame.facts([("Account", email.text)]))
            \(alert)
            \(ending == nil ? SetupPage.form : ended)
            """
        return PageFrame.html("Save a card", standsInFor: "Stripe’s card form", content)
    }

    private static let form: Markup = """
        <form method="post">
        <label>Card number <input type="text" name="number" value="4242 4242 4242 4242" inputmode="numeric" list="cards" \
        autocomplete="off" spellcheck="false" required></label>
        <datalist id="cards">
        \(TestCard.all.map(option))\
        </datalist>
        <label>Expires <input type="text" name="expiry" value="12 / 30" inputmode="numeric" autocomplete="off" \
        pattern="\\s*[0-9]{1,2}\\s*/\\s*[0-9]{2}\\s*" title="month / year" required></label>
        <label><input type="checkbox" name="declines" value="on"> Let later payments with this card be declined</label>
        \(PageFrame.button("Save this card", "outcome", SetupOutcome.succeeded.rawValue, isMain: true))\
        \(PageFrame.button("Try a card that is declined", "outcome", SetupOutcome.declined.rawValue))\
        \(PageFrame.button("Cancel", "outcome", SetupOutcome.cancelled.rawValue))\
        </form>
        """

    /// One suggested number, with its outcome.
    private static func option(_ card: TestCard) -> Markup {
        let fate =
            card.refusal.map { $0.declineCode ?? $0.code }
            ?? (card.declinesPayments ? "later payments decline" : "works")
        return "<option value=\"\(card.number)\">\(card.brand): \(fate)</option>\n"
    }

    private var ended: Markup {
        ending == .succeeded ? "<p>The card is on file.</p>" : "<p>This was cancelled; no card was saved.</p>"
    }
}
