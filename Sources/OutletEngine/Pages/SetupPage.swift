import OutletContract
import OutletDomain

/// The stand-in for Stripe's form that puts a card on file.
enum SetupPage {
    static func html(_ setup: CardSetup, email: EmailAddress, problem: String? = nil) -> String {
        let alert: Markup? = problem.map { "<p class=\"problem\" role=\"alert\">\($0)</p>" }
        let content: Markup = """
            \(PageFrame.facts([("Card", "visa •••• 4242, 12/2030"), ("Account", email.text)]))
            \(alert)
            \(setup.status == .open ? form : ended(setup))
            """
        return PageFrame.html("Save a card", standsInFor: "Stripe’s card form", content)
    }

    private static let form: Markup = """
        <form method="post">
        <label><input type="checkbox" name="declines" value="on"> Let later payments with this card be declined</label>
        \(PageFrame.button("Save this card", "outcome", SetupOutcome.succeeded.rawValue, isMain: true))\
        \(PageFrame.button("Try a card that is declined", "outcome", SetupOutcome.declined.rawValue))\
        \(PageFrame.button("Cancel", "outcome", SetupOutcome.cancelled.rawValue))\
        </form>
        """

    private static func ended(_ setup: CardSetup) -> Markup {
        setup.status == .succeeded ? "<p>The card is on file.</p>" : "<p>This was cancelled; no card was saved.</p>"
    }
}
