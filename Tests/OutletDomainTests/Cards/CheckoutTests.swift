import OutletContract
import OutletWire
import Testing

@testable import OutletDomain

@Suite("Topping up")
struct CheckoutTests {
    private static let amount = Checkout(amount: Cents(2500))

    /// Opens a checkout and gives its session's id.
    private func open(_ world: inout ProviderState) throws -> String {
        let answer = try world.checkout(CheckoutTests.amount, for: ProviderState.dev, links: .local)
        Operation.checkout.expectShape(answer)
        return try #require(answer["sessionId"]?.string)
    }

    @Test("leads to the checkout page, and the money arrives when that is paid")
    func paid() throws {
        var world = ProviderState.make()
        let answer = try world.checkout(CheckoutTests.amount, for: ProviderState.dev, links: .local)
        let id = try #require(answer["sessionId"]?.string)
        #expect(id.hasPrefix("cs_test_"))
        #expect(answer["checkoutUrl"]?.string == "http://localhost:4429/@w/__stripe/checkout/\(id)")
        #expect(world.balance(for: ProviderState.dev)["totalCents"] == 10_000)

        try world.settleCheckout(id, .paid)
        #expect(world.ledgerLines() == ["adjustment 10000", "stripe_topup 2500"])
        #expect(world[ProviderState.dev].wallet.entries.last?.stripeChargeId?.hasPrefix("ch_") == true)
        #expect(world.outbox.latest(to: nil)?.kind == .receipt)
        #expect(world[ProviderState.dev].card == nil)
        #expect(throws: SettleProblem.alreadySettled) { try world.settleCheckout(id, .paid) }
        #expect(world.balance(for: ProviderState.dev)["totalCents"] == 12_500)
    }

    @Test("stays open after a declined card, and ends when it is cancelled")
    func declinedThenCancelled() throws {
        var world = ProviderState.make()
        let id = try open(&world)
        try world.settleCheckout(id, .declined, saveCard: true)
        #expect(world[ProviderState.dev].card == nil)
        try world.settleCheckout(id, .cancelled)
        #expect(throws: SettleProblem.alreadySettled) { try world.settleCheckout(id, .paid) }
        #expect(throws: SettleProblem.unknown) { try world.settleCheckout("cs_test_none", .paid) }
        #expect(world.ledgerLines() == ["adjustment 10000"])
    }

    @Test("keeps the card that paid when asked to, and charges it at once from then on")
    func savedCard() throws {
        var world = ProviderState.make()
        try world.settleCheckout(open(&world), .paid, saveCard: true)
        #expect(world.getCard(for: ProviderState.dev)["last4"] == "4242")
        let answer = try world.checkout(CheckoutTests.amount, for: ProviderState.dev, links: .local)
        Operation.checkout.expectShape(answer)
        #expect(answer["checkoutUrl"] == .null)
        #expect(world.ledgerLines() == ["adjustment 10000", "stripe_topup 2500", "stripe_topup 2500"])
        let id = try #require(answer["sessionId"]?.string)
        #expect(throws: SettleProblem.alreadySettled) { try world.settleCheckout(id, .paid) }
    }

    @Test("says so when the card on file declines, and moves no money")
    func decliningCard() throws {
        var world = ProviderState.make { initialState in
            initialState.users[0].card = InitialState.Card()
            initialState.users[0].card?.declines = true
        }
        let error = #expect(throws: APIError.self) {
            try world.checkout(CheckoutTests.amount, for: ProviderState.dev, links: .local)
        }
        #expect(error?.code == .validationFailed)
        #expect(error?.details.map(\.field) == ["card"])
        #expect(world.ledgerLines() == ["adjustment 10000"])
    }

    @Test("is refused without billing")
    func disabled() throws {
        var world = ProviderState.make { $0.settings.isBillingEnabled = false }
        let error = #expect(throws: APIError.self) {
            try world.checkout(CheckoutTests.amount, for: ProviderState.dev, links: .local)
        }
        #expect(error?.code == .billingDisabled)
    }

    @Test("happens at most ten times in the hour after the first, each user apart")
    func limit() throws {
        var world = ProviderState.make { initialState in
            if let ada = EmailAddress("ada@example.com") { initialState.users.append(InitialState.User(email: ada)) }
        }
        for _ in 0..<Limits.checkoutsPerHour {
            _ = try open(&world)
            world.advance(by: .minutes(1))
        }
        let error = #expect(throws: APIError.self) { try open(&world) }
        #expect(error?.code == .rateLimited)
        #expect(error?.retryAfterSeconds == 50 * 60)
        _ = try world.checkout(CheckoutTests.amount, for: UserID(index: 1), links: .local)
        world.advance(by: .milliseconds(50 * 60 * 1000 - 1))
        let last = #expect(throws: APIError.self) { try open(&world) }
        #expect(last?.retryAfterSeconds == 1)
        world.advance(by: .milliseconds(1))
        _ = try open(&world)
    }
}
