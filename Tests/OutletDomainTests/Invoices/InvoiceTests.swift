import OutletContract
import OutletWire
import Testing

@testable import OutletDomain

@Suite("Invoices")
struct InvoiceTests {
    private static let ada = UserID(index: 1)

    private func make(_ invoices: InitialState.Invoice..., billing: Bool = true) -> ProviderState {
        ProviderState.make(balanceCents: 0) { initialState in
            initialState.settings.isBillingEnabled = billing
            initialState.users[0].invoices = invoices
            if let ada = EmailAddress("ada@example.com") { initialState.users.append(InitialState.User(email: ada)) }
        }
    }

    private func list(_ query: JSONObject = [:], in world: ProviderState) throws -> [JSON] {
        let answer = world.listInvoices(InvoiceQuery(query), for: ProviderState.dev, links: .local)
        Operation.listInvoices.expectShape(answer)
        return try #require(answer["data"]?.array)
    }

    private func firstId(in world: ProviderState) throws -> String {
        try #require(list(in: world).first?["id"]?.string)
    }

    @Test("stand newest first, with their page and their seven days")
    func listed() throws {
        let world = make(
            InitialState.Invoice(.manual, Cents(300), age: .days(2)),
            InitialState.Invoice(.overage, Cents(200), age: .days(8)),
            InitialState.Invoice(.topupFailed, Cents(100), status: .paid, age: .days(1)))
        let rows = try list(in: world)
        #expect(rows.map { $0["amountCents"] } == [100, 300, 200])
        #expect(rows.map { $0["status"] } == ["paid", "open", "open"])
        #expect(rows[1]["createdAt"] == "2026-06-05T08:00:00Z")
        #expect(rows[1]["dueAt"] == "2026-06-12T08:00:00Z")
        #expect(rows[1]["receiptUrl"] == .null)
        let id = try #require(rows[0]["id"]?.string)
        #expect(rows[0]["hostedInvoiceUrl"]?.string == "http://localhost:4429/@w/__stripe/invoices/\(id)")
        #expect(rows[0]["receiptUrl"] == rows[0]["hostedInvoiceUrl"])
        #expect(rows[0]["lineItems"]?.array?.map { $0["amountCents"] } == [100])
        #expect(try list(["status": "open"], in: world).count == 2)
        #expect(try list(["status": "open", "limit": 1], in: world).map { $0["amountCents"] } == [300])
        #expect(try world.getInvoice(id, for: ProviderState.dev, links: .local) == rows[0])
        let balance = world.balance(for: ProviderState.dev)
        #expect(balance["openInvoicesCents"] == 500)
        #expect(balance["openInvoiceCount"] == 2)
    }

    @Test("are given up after thirty days, and can still be paid then")
    func uncollectible() throws {
        var world = make(InitialState.Invoice(.manual, Cents(300)))
        let id = try firstId(in: world)
        world.advance(by: .milliseconds(30 * 86_400_000 - 1))
        #expect(world.invoice(id)?.status == .open)
        world.advance(by: .milliseconds(1))
        #expect(world.invoice(id)?.status == .uncollectible)
        #expect(throws: SettleProblem.alreadySettled) { try world.settleInvoice(id, .uncollectible) }
        try world.settleInvoice(id, .paid)
        #expect(world.invoice(id)?.status == .paid)
    }

    @Test("of a failed top-up bring their money into the wallet when paid; the others do not")
    func paid() throws {
        var world = make(
            InitialState.Invoice(.topupFailed, Cents(700)), InitialState.Invoice(.manual, Cents(300), age: .days(1)))
        for row in try list(in: world) {
            let id = try #require(row["stripeInvoiceId"]?.string)
            try world.settleInvoice(id, .paid)
            #expect(throws: SettleProblem.alreadySettled) { try world.settleInvoice(id, .paid) }
            #expect(throws: SettleProblem.alreadySettled) { try world.settleInvoice(id, .voided) }
        }
        #expect(world.ledgerLines() == ["auto_topup 700"])
        #expect(world.outbox.messages.map(\.kind) == [.receipt, .receipt])
        #expect(throws: SettleProblem.unknown) { try world.settleInvoice("inv_none", .paid) }
    }

    @Test("are voided once, and only while open")
    func voided() throws {
        var world = make(InitialState.Invoice(.manual, Cents(300)))
        let id = try firstId(in: world)
        #expect(try world.voidInvoice(id, for: ProviderState.dev) == ["ok": true])
        #expect(try list(in: world)[0]["voidedAt"] == "2026-06-07T08:00:00Z")
        let error = #expect(throws: APIError.self) { try world.voidInvoice(id, for: ProviderState.dev) }
        #expect(error?.code == .validationFailed)
    }

    @Test("of another are not found when read, and forbidden when paid or voided")
    func others() throws {
        var world = make(InitialState.Invoice(.manual, Cents(300)))
        let id = try firstId(in: world)
        let ada = InvoiceTests.ada
        #expect(code { try world.getInvoice(id, for: ada, links: .local) } == .notFound)
        #expect(code { try world.invoicePayUrl(id, for: ada, links: .local) } == .forbidden)
        #expect(code { try world.voidInvoice(id, for: ada) } == .forbidden)
        #expect(code { try world.invoicePayUrl("inv_none", for: ada, links: .local) } == .notFound)
        #expect(code { try world.voidInvoice("inv_none", for: ada) } == .notFound)
        #expect(world.invoice(id)?.status == .open)
    }

    @Test("lead to their page, if there is billing")
    func payUrl() throws {
        let world = make(InitialState.Invoice(.manual, Cents(300)))
        let id = try firstId(in: world)
        let answer = try world.invoicePayUrl(id, for: ProviderState.dev, links: .local)
        Operation.invoicePayUrl.expectShape(answer)
        #expect(answer == ["url": .string("http://localhost:4429/@w/__stripe/invoices/\(id)")])
        let poor = make(InitialState.Invoice(.manual, Cents(300)), billing: false)
        let other = try firstId(in: poor)
        #expect(code { try poor.invoicePayUrl(other, for: ProviderState.dev, links: .local) } == .billingDisabled)
        #expect(code { try poor.invoicePayUrl(other, for: InvoiceTests.ada, links: .local) } == .forbidden)
    }

    private func code(_ call: () throws -> JSON) -> ErrorCode? {
        #expect(throws: APIError.self) { try call() }?.code
    }
}
