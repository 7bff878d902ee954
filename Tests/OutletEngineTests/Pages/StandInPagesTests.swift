import OutletContract
import OutletDomain
import OutletWire
import Testing

@testable import OutletEngine

@Suite("The pages that stand in for the outside world")
struct StandInPagesTests {
    private static let links = Links(base: "http://localhost:4429/@w", app: "http://localhost:3000")
    private static let dev = UserID(index: 0)

    private func world(_ adjust: (inout InitialState) -> Void = { _ in }) -> ProviderState {
        var initialState = InitialState()
        adjust(&initialState)
        return ProviderState(initialState, seed: 1, startsAt: Limits.virtualStart)
    }

    private func get(_ target: String, in world: inout ProviderState) -> (status: Int, html: String) {
        let parts = target.split(separator: "?", maxSplits: 1)
        let asked = PageRequest(isPost: false, path: parts[0], query: parts.count > 1 ? parts[1] : "", body: [])
        guard case .html(let status, let html) = StandInPages.answer(asked, in: &world, links: StandInPagesTests.links)
        else { return (302, "") }
        return (status, html)
    }

    private func post(_ path: String, _ form: String, in world: inout ProviderState) -> PageAnswer {
        let asked = PageRequest(isPost: true, path: path, query: "", body: Array(form.utf8))
        return StandInPages.answer(asked, in: &world, links: StandInPagesTests.links)
    }

    private func status(_ answer: PageAnswer) -> Int {
        if case .html(let status, _) = answer { return status }
        return 302
    }

    private func openCheckout(in world: inout ProviderState) throws -> String {
        let answer = try world.checkout(
            Checkout(amount: Cents(2500)), for: StandInPagesTests.dev, links: StandInPagesTests.links)
        return try "/__stripe/checkout/" + #require(answer["sessionId"]?.string)
    }

    private func total(_ world: ProviderState) -> Int { world[StandInPagesTests.dev].wallet.total.value }

    @Test("the checkout page shows the amount, and offers to save the card without pressing it on anybody")
    func checkoutPage() throws {
        var world = world()
        let path = try openCheckout(in: &world)
        let page = get(path, in: &world)
        #expect(page.status == 200)
        #expect(page.html.contains("Pay $25.00"))
        #expect(page.html.contains("dev@example.com"))
        #expect(page.html.contains(#"<input type="checkbox" name="saveCard" value="on">"#))
        #expect(page.html.contains(#"<form method="post">"#))
    }

    @Test("paying leads back to the app, and cannot be done twice")
    func pay() throws {
        var world = world()
        let path = try openCheckout(in: &world)
        #expect(
            post(path, "saveCard=on&outcome=paid", in: &world)
                == .goTo("http://localhost:3000/app/billing?session=success"))
        #expect(total(world) == 12_500)
        #expect(world[StandInPagesTests.dev].card != nil)
        #expect(status(post(path, "outcome=paid", in: &world)) == 409)
        #expect(get(path, in: &world).html.contains("This has been paid."))
        #expect(total(world) == 12_500)
    }

    @Test("a declined card keeps the page open, and cancelling leads back")
    func decline() throws {
        var world = world()
        let path = try openCheckout(in: &world)
        guard case .html(200, let html) = post(path, "outcome=declined", in: &world) else {
            Issue.record("the page stays")
            return
        }
        #expect(html.contains(#"role="alert">Your card was declined. Try another."#))
        #expect(html.contains("Pay $25.00"))
        #expect(
            post(path, "outcome=cancelled", in: &world) == .goTo("http://localhost:3000/app/billing?session=cancel"))
        #expect(total(world) == 10_000)
    }

    @Test("the setup page puts a card on file, by id or secret", arguments: [true, false])
    func setUp(bySecret: Bool) throws {
        var world = world()
        let secret = try #require(world.setupIntent(for: StandInPagesTests.dev)["clientSecret"]?.string)
        let id = try #require(secret.split(separator: "_secret_").first.map(String.init))
        let path = "/__stripe/setup/" + (bySecret ? secret : id)
        #expect(get(path, in: &world).html.contains("Save this card"))
        #expect(status(post(path, "outcome=declined", in: &world)) == 200)
        #expect(
            post(path, "declines=on&outcome=succeeded", in: &world)
                == .goTo("http://localhost:3000/app/billing?setup=success"))
        #expect(world[StandInPagesTests.dev].card?.declines == true)
        #expect(get(path, in: &world).html.contains("The card is on file."))
    }

    @Test("the setup page's card number decides, and says why not in Stripe's words")
    func setUpByNumber() throws {
        var world = world()
        let secret = try #require(world.setupIntent(for: StandInPagesTests.dev)["clientSecret"]?.string)
        let path = "/__stripe/setup/\(secret)"
        for (form, sentence) in [
            ("number=4000+0000+0000+9995&expiry=12+%2F+30", "Your card has insufficient funds. Try another."),
            ("number=4000000000000127&expiry=1/40", "Your card&#39;s security code is incorrect. Try another."),
            ("number=&expiry=1/40", "Your card number is incorrect. Try another."),
            ("number=4242424242424242&expiry=01/20", "Your card&#39;s expiration year is invalid. Try another."),
        ] {
            guard case .html(200, let html) = post(path, "outcome=succeeded&\(form)", in: &world) else {
                Issue.record("the page stays open for \(form)")
                continue
            }
            #expect(html.contains("role=\"alert\">\(sentence)"), "\(form)")
            #expect(world[StandInPagesTests.dev].card == nil)
        }
        #expect(status(post(path, "outcome=succeeded&number=4242424242424242&expiry=13/30", in: &world)) == 400)
        #expect(status(post(path, "outcome=succeeded&number=5555+5555+5555+4444&expiry=03+/+31", in: &world)) == 302)
        let card = try #require(world[StandInPagesTests.dev].card)
        #expect((card.brand, card.last4) == ("mastercard", "4444") && (card.expMonth, card.expYear) == (3, 2031))
    }

    @Test("the invoice page takes the money once, and is the receipt afterwards")
    func invoice() throws {
        var world = world { $0.users[0].invoices = [InitialState.Invoice(.topupFailed, Cents(700))] }
        let id = try #require(world.invoices.rows.first?.id)
        let path = "/__stripe/invoices/\(id)"
        #expect(get(path, in: &world).html.contains("Pay $7.00"))
        #expect(post(path, "outcome=paid", in: &world) == .goTo("http://localhost:4429/@w" + path))
        #expect(total(world) == 10_700)
        let receipt = get(path, in: &world).html
        #expect(receipt.contains("<h1>Receipt</h1>"))
        #expect(!receipt.contains("<form"))
        #expect(status(post(path, "outcome=paid", in: &world)) == 409)
    }

    @Test("the consent page lists the accounts, and leads to the callback with a code")
    func consent() throws {
        var world = world()
        guard case .consent(let target, let state) = try world.oauthStart("github", links: StandInPagesTests.links)
        else { return }
        let html = get(target, in: &world).html
        #expect(html.contains("Sign in with GitHub"))
        #expect(html.contains(#"<input type="radio" name="email" value="dev@example.com" checked>"#))
        #expect(html.contains(#"name="state" value="\#(state)""#))
        let challenge = try #require(
            PercentCoding.pairs(target.split(separator: "?")[1]).first { $0.name == "code_challenge" }?.value)
        let form = "state=\(state)&code_challenge=\(challenge)&email=dev%40example.com&otherEmail=&choice=account"
        guard case .goTo(let url) = post("/__oauth/github", form, in: &world) else {
            Issue.record("a choice leads on")
            return
        }
        #expect(url.hasPrefix("http://localhost:4429/@w/v1/auth/oauth/github/callback?code="))
        let code = PercentCoding.pairs(url.split(separator: "?")[1]).first?.value
        guard case .signedIn = try world.oauthCallback("github", code: code, state: state, cookieState: state) else {
            Issue.record("the code is good")
            return
        }
    }

    @Test(
        "the consent page knows its choices",
        arguments: [
            ("choice=cancel", 302), ("choice=no_verified_email", 302), ("choice=account&email=nobody", 400),
            ("choice=account&email=dev@example.com&otherEmail=no", 400), ("choice=account&otherEmail=a@b.io", 302),
            ("choice=other", 400), ("", 400),
        ])
    func choices(form: String, wanted: Int) {
        var world = world()
        #expect(status(post("/__oauth/google", form, in: &world)) == wanted)
    }

    @Test(
        "what is not there is a page that says so",
        arguments: [
            "/__stripe/checkout/cs_test_none", "/__stripe/setup/seti_none", "/__stripe/invoices/inv_none",
            "/__oauth/gitlab", "/__stripe/checkout", "/__stripe", "/__stripe/checkout/a/b",
        ])
    func missing(path: String) {
        var world = world()
        #expect(get(path, in: &world).status == 404)
        #expect([400, 404].contains(status(post(path, "outcome=paid", in: &world))))
    }

    @Test(
        "every page is whole, works without script, and lets nothing through unescaped",
        arguments: [
            "/app", "/login?error=oauth_failed", "/app/billing?session=success", "/login?<script>=</dd><script>",
            "/__oauth/google?state=%22%3E%3Cscript%3E", "/__stripe/checkout/<script>", "/app/<script>",
        ])
    func sound(target: String) {
        var world = world()
        let html = get(target, in: &world).html
        #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
        #expect(html.contains(#"<meta name="viewport" content="width=device-width, initial-scale=1">"#))
        #expect(html.contains("color-scheme: light dark;") && html.contains("--text: light-dark("))
        #expect(!html.contains("<script"))
        for tag in ["html", "head", "body", "main", "h1", "dl", "form", "fieldset", "label", "button", "p", "style"] {
            let opened =
                html.split(separator: "<\(tag)>", omittingEmptySubsequences: false).count - 1
                + html.split(separator: "<\(tag) ", omittingEmptySubsequences: false).count - 1
            #expect(html.split(separator: "</\(tag)>", omittingEmptySubsequences: false).count - 1 == opened, "\(tag)")
        }
    }

    @Test("the front end's stand-in shows what arrived, and who is signed in")
    func frontEnd() {
        var world = world()
        var asked = PageRequest(isPost: false, path: "/app/billing", query: "session=cancel", body: [])
        asked.email = "ada@example.com"
        guard case .html(200, let html) = StandInPages.answer(asked, in: &world, links: StandInPagesTests.links) else {
            Issue.record("it is a page")
            return
        }
        #expect(html.contains("The top-up was cancelled."))
        #expect(html.contains("<dt>session</dt><dd>cancel</dd>"))
        #expect(html.contains("<dt>Signed in</dt><dd>ada@example.com</dd>"))
    }
}
