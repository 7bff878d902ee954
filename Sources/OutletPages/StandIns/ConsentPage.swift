package import OutletContract
import OutletWire

/// The stand-in for a provider's page that asks whom to sign in.
package struct ConsentPage {
    /// The choices, as the form sends them.
    package enum Choice: String {
        case account
        case cancel
        case noVerifiedEmail = "no_verified_email"
    }

    /// The number of accounts shown; others are reached through the field for another address.
    private static let listedAccounts = 50

    /// `google` or `github`.
    package var provider: String
    package var accounts: [EmailAddress]
    /// What the sign-in began with and continues with.
    package var state = ""
    package var challenge = ""
    /// Why the page is shown again.
    package var problem: String?

    package init(provider: String, accounts: [EmailAddress]) {
        self.provider = provider
        self.accounts = accounts
    }

    package var html: String {
        let name = provider == "github" ? "GitHub" : "Google"
        let alert: Markup? = problem.map { "<p class=\"problem\" role=\"alert\">\($0)</p>" }
        let content: Markup = """
            \(alert)
            <form method="post">
            <input type="hidden" name="state" value="\(state)">
            <input type="hidden" name="code_challenge" value="\(challenge)">
            <fieldset>
            <legend>Sign in to GPU Outlet as</legend>
            \(accounts.prefix(ConsentPage.listedAccounts).enumerated().map { ConsentPage.option($1, isFirst: $0 == 0) })\
            <label><input type="radio" name="email" value=""\(accounts.isEmpty ? ConsentPage.checked : nil)> Somebody else:
            <input type="email" name="otherEmail" placeholder="name@example.com" aria-label="Another address"></label>
            </fieldset>
            \(PageFrame.button("Continue", "choice", Choice.account.rawValue, isMain: true))\
            \(PageFrame.button("Continue without a verified email", "choice", Choice.noVerifiedEmail.rawValue))\
            \(PageFrame.button("Cancel", "choice", Choice.cancel.rawValue))\
            </form>
            """
        return PageFrame.html("Sign in with \(name)", standsInFor: name, content)
    }

    private static func option(_ email: EmailAddress, isFirst: Bool) -> Markup {
        """
        <label><input type="radio" name="email" value="\(email.text)"\(isFirst ? checked : nil)> \(email.text)</label>

        """
    }

    private static let checked: Markup = " checked"
}
