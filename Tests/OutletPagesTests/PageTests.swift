import OutletContract
import OutletPages
import Testing

@Suite("Pages are made from plain values")
struct PageTests {
    private let email: EmailAddress

    init() throws { email = try #require(EmailAddress("ada@example.com")) }

    @Test("a checkout asks for the money while it is open, and says afterwards how it ended")
    func checkout() {
        let open = CheckoutPage(amount: Cents(2500), email: email, ending: nil, wasDeclined: true).html
        #expect(open.contains("<p class=\"amount\">$25.00</p>") && open.contains("<dd>ada@example.com</dd>"))
        #expect(open.contains("<form method=\"post\">") && open.contains("Your card was declined."))
        for ending in [CheckoutOutcome.paid, .cancelled] {
            #expect(!CheckoutPage(amount: Cents(2500), email: email, ending: ending).html.contains("<form"))
        }
    }

    @Test("a set-up offers every test card, and says why the last one was refused")
    func setup() {
        let open = SetupPage(email: email, ending: nil, problem: "<No>").html
        for card in TestCard.all { #expect(open.contains("<option value=\"\(card.number)\">"), "\(card.number)") }
        #expect(open.contains("role=\"alert\">&lt;No&gt;</p>"))
        #expect(SetupPage(email: email, ending: .succeeded).html.contains("The card is on file."))
    }

    @Test("an invoice can be paid while it is owed, also after it was given up", arguments: InvoiceStatus.allCases)
    func invoice(status: InvoiceStatus) {
        let html = InvoicePage(status: status, amount: Cents(900), facts: [("Due", "2026-07-01")]).html
        #expect(html.contains("<dt>Due</dt><dd>2026-07-01</dd>"))
        #expect(html.contains("Pay $9.00") == (status == .open || status == .uncollectible))
    }

    @Test("a consent page lists the first fifty accounts, and asks for an address where there is none")
    func consent() {
        let accounts = (0..<60).compactMap { EmailAddress("user\($0)@example.com") }
        let full = ConsentPage(provider: "google", accounts: accounts).html
        #expect(full.contains("user49@example.com") && !full.contains("user50@example.com"))
        #expect(full.contains("value=\"user0@example.com\" checked>"))
        #expect(ConsentPage(provider: "github", accounts: []).html.contains("name=\"email\" value=\"\" checked>"))
    }

    @Test("a page of reference shows what stands between backticks as code")
    func reference() {
        let page = ReferencePage(
            title: "Things", summary: "What `a < b` means.",
            blocks: [
                .heading("One & two", level: 1),
                .terms([ReferencePage.Term(name: "x", values: "`true`.", text: "A thing.", example: "x: true")]),
                .table(header: ["call"], rows: [["`GET /`"]]),
            ])
        let html = ReferenceHTML.html(page, topic: "things")
        #expect(html.contains("What <code>a &lt; b</code> means."))
        #expect(html.contains("<h2 id=\"one-two\">One &amp; two</h2>"))
        #expect(html.contains("<pre>x: true</pre>") && html.contains("<td><code>GET /</code></td>"))
        #expect(ReferenceHTML.index([("things", page)]).contains("<a href=\"docs/things\">Things</a>"))
    }

    @Test("only the panel runs a script, and nothing comes from elsewhere")
    func policies() {
        #expect(PanelPage.policy.contains("script-src 'sha256-"))
        for policy in [PageFrame.policy, ReferenceHTML.policy] {
            #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-") && !policy.contains("script-src"))
        }
        #expect(!PanelPage.html.contains(" src=\"http"))
    }
}
