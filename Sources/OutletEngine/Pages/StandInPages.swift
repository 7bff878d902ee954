import OutletContract
import OutletDomain
import OutletPages
import OutletWire

/// The pages that stand in for the outside world: Stripe's, the providers', and a front end's if none is configured.
///
/// GET shows a page, and POST to the same path acts. The domain decides what may happen, the pages what is shown.
enum StandInPages {
    static func answer(_ asked: PageRequest, in world: inout ProviderState, links: Links) -> PageAnswer {
        let parts = asked.path.split(separator: "/").map(String.init)
        switch (parts.first, parts.dropFirst().first, parts.count) {
        case ("__stripe", "checkout", 3): return checkout(parts[2], asked, in: &world, links)
        case ("__stripe", "setup", 3): return setup(parts[2], asked, in: &world, links)
        case ("__stripe", "invoices", 3): return invoice(parts[2], asked, in: &world, links)
        case ("__oauth", let provider?, 2) where OAuthFlow.providers.contains(provider):
            return consent(provider, asked, in: &world, links)
        case ("app", _, _), ("login", _, _):
            return .page(FrontEndPage.html(path: asked.path, query: asked.query, email: asked.email))
        default: return missing("There is no \(asked.path) here.")
        }
    }

    private static func checkout(
        _ id: String, _ asked: PageRequest, in world: inout ProviderState, _ links: Links
    ) -> PageAnswer {
        var wasDeclined = false
        if asked.isPost {
            guard let outcome = asked.field("outcome").flatMap(CheckoutOutcome.init(rawValue:)) else { return unclear }
            do throws(SettleProblem) {
                try world.settleCheckout(id, outcome, saveCard: asked.field("saveCard") != nil)
            } catch {
                return refused(error)
            }
            if let path = outcome.returnPath { return .goTo(links.frontEnd(path)) }
            wasDeclined = true
        }
        guard let session = world.checkoutSession(id) else { return missing("This world knows no checkout \(id).") }
        let page = CheckoutPage(
            amount: session.amount, email: world[session.user].email, ending: session.status.ending,
            wasDeclined: wasDeclined)
        return .page(page.html)
    }

    private static func setup(
        _ id: String, _ asked: PageRequest, in world: inout ProviderState, _ links: Links
    ) -> PageAnswer {
        var problem: String?
        if asked.isPost {
            guard var outcome = asked.field("outcome").flatMap(SetupOutcome.init(rawValue:)),
                var card = InitialState.Card(expiry: asked.field("expiry"))
            else { return unclear }
            card.declines = asked.field("declines") != nil
            var error: CardError?
            if outcome == .succeeded, let number = asked.field("number") {
                (card, error) = world.judge(card, number: number)
                if error != nil { outcome = .declined }
            }
            do throws(SettleProblem) {
                try world.settleSetup(id, outcome, card: card, error: error ?? .generic)
            } catch {
                return refused(error)
            }
            switch outcome {
            case .succeeded: return .goTo(links.frontEnd("/app/billing?setup=success"))
            case .cancelled: return .goTo(links.frontEnd("/app/billing?setup=cancel"))
            case .declined: problem = "\(error?.message ?? CardError.generic.message) Try another."
            }
        }
        guard let setup = world.cardSetup(id) else { return missing("This world knows no card set-up \(id).") }
        return .page(SetupPage(email: world[setup.user].email, ending: setup.status.ending, problem: problem).html)
    }

    private static func invoice(
        _ id: String, _ asked: PageRequest, in world: inout ProviderState, _ links: Links
    ) -> PageAnswer {
        if asked.isPost {
            guard let outcome = asked.field("outcome").flatMap(InvoiceOutcome.init(rawValue:)) else { return unclear }
            do throws(SettleProblem) {
                try world.settleInvoice(id, outcome)
            } catch {
                return refused(error)
            }
            // Redirects, so that reloading the page does not pay again.
            return .goTo(links.absolute(Links.invoicePath(id)))
        }
        guard let invoice = world.invoice(id) else { return missing("This world knows no invoice \(id).") }
        return .page(InvoicePage(invoice, email: world[invoice.user].email).html)
    }

    private static func consent(
        _ provider: String, _ asked: PageRequest, in world: inout ProviderState, _ links: Links
    ) -> PageAnswer {
        let state = asked.field("state") ?? asked.parameter("state") ?? ""
        let challenge = asked.field("code_challenge") ?? asked.parameter("code_challenge") ?? ""
        if asked.isPost {
            guard let choice = asked.field("choice").flatMap(ConsentPage.Choice.init(rawValue:)) else { return unclear }
            if let choice = oauthChoice(choice, asked) {
                return .goTo(links.absolute(world.authorise(provider, choice, state: state, challenge: challenge)))
            }
        }
        var page = ConsentPage(provider: provider, accounts: world.accounts.rows.map(\.email))
        page.state = state
        page.challenge = challenge
        if asked.isPost { page.problem = "That is not a valid email address." }
        return .html(status: asked.isPost ? 400 : 200, page.html)
    }

    /// Nil if an account was chosen but its address is not valid. A typed address takes precedence over the list.
    private static func oauthChoice(_ choice: ConsentPage.Choice, _ asked: PageRequest) -> OAuthChoice? {
        switch choice {
        case .cancel: return .cancel
        case .noVerifiedEmail: return .noVerifiedEmail
        case .account:
            let typed = asked.field("otherEmail") ?? ""
            let address = typed.isEmpty ? asked.field("email") ?? "" : typed
            return EmailAddress(address).map(OAuthChoice.account)
        }
    }

    private static func missing(_ sentence: String) -> PageAnswer {
        .html(status: 404, ProblemPage.html("Not found", sentence))
    }

    private static var unclear: PageAnswer {
        .html(status: 400, ProblemPage.html("Not understood", "The form does not say what to do."))
    }

    private static func refused(_ problem: SettleProblem) -> PageAnswer {
        switch problem {
        case .unknown: missing("This world does not know it.")
        case .alreadySettled, .alreadyStopped:
            .html(status: 409, ProblemPage.html("Already settled", "This has ended before."))
        case .cardAlreadyOnFile:
            .html(status: 409, ProblemPage.html("A card is on file", "Remove it before you save another."))
        }
    }
}

extension InitialState.Card {
    /// An ordinary valid card with the expiry that a form gives, `12 / 30`; nil if that is not a month and year.
    fileprivate init?(expiry text: String?) {
        self.init()
        guard let text else { return }
        let numbers = text.filter { $0 != " " }.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 2, let month = numbers[0], let year = numbers[1], (1...12).contains(month),
            (0...99).contains(year)
        else { return nil }
        expMonth = month
        expYear = 2000 + year
    }
}

extension CheckoutSession.Status {
    /// Nil while the checkout is open.
    fileprivate var ending: CheckoutOutcome? {
        switch self {
        case .open: nil
        case .paid: .paid
        case .cancelled: .cancelled
        }
    }
}

extension CardSetup.Status {
    /// Nil while the set-up is open.
    fileprivate var ending: SetupOutcome? {
        switch self {
        case .open: nil
        case .succeeded: .succeeded
        case .cancelled: .cancelled
        }
    }
}

extension InvoicePage {
    fileprivate init(_ invoice: Invoice, email: EmailAddress) {
        func day(_ moment: Instant) -> String { String(moment.iso8601.prefix(10)) }
        var facts = invoice.lineItems.map { (name: $0.description, value: $0.amount.dollars) }
        facts += [("Account", email.text), ("Number", invoice.stripeInvoiceId), ("Opened", day(invoice.createdAt))]
        switch (invoice.paidAt, invoice.voidedAt) {
        case (let paidAt?, _): facts.append(("Paid", day(paidAt)))
        case (_, let voidedAt?): facts.append(("Voided", day(voidedAt)))
        default: facts.append(("Due", day(invoice.dueAt)))
        }
        self.init(status: invoice.status, amount: invoice.amount, facts: facts)
    }
}
