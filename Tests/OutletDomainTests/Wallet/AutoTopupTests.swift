import OutletContract
import OutletWire
import Testing

@testable import OutletDomain

@Suite("A wallet that fills itself")
struct AutoTopupTests {
    private func world(balanceCents: Int, threshold: Int, amount: Int, declines: Bool = false) -> ProviderState {
        var world = ProviderState.make(balanceCents: balanceCents)
        world[ProviderState.dev].card = Card(
            brand: "visa", last4: "4242", expMonth: 12, expYear: 2030, pmId: "pm_1", declines: declines)
        world[ProviderState.dev].autoTopup = AutoTopup(
            isEnabled: true, threshold: Cents(threshold), amount: Cents(amount))
        return world
    }

    @Test("Its settings want a card while it is on, and keep their numbers while it is off")
    func settings() throws {
        var autoTopup = AutoTopup()
        let on = SetAutoTopup(isEnabled: true, threshold: Cents(500), amount: Cents(2500))
        #expect(throws: APIError.self) { try autoTopup.set(on, hasCard: false) }
        #expect(autoTopup == AutoTopup())
        try autoTopup.set(on, hasCard: true)
        #expect(autoTopup.line(above: Cents(300)) == Cents(800))
        try autoTopup.set(SetAutoTopup(isEnabled: false), hasCard: false)
        #expect(autoTopup.line(above: Cents(300)) == nil)
        #expect(autoTopup.threshold == Cents(500) && autoTopup.amount == Cents(2500))
    }

    @Test("It fires right after the charge that leaves less than the threshold available")
    func fires() throws {
        var world = world(balanceCents: 1290, threshold: 1000, amount: 5000)
        _ = try world.launch()
        world.advance(by: .seconds(45) + .minutes(4))
        // 1010 are available at first; 5, 4 and 5 cents leave 996.
        let lines = [
            "adjustment 1290", "rental_charge -5", "rental_charge -4", "rental_charge -5", "auto_topup 5000",
            "rental_charge -5",
        ]
        #expect(world.ledgerLines() == lines)
        let entries = world[ProviderState.dev].wallet.entries
        #expect(entries[4].createdAt == entries[3].createdAt)
        #expect(entries[4].stripeChargeId?.hasPrefix("ch_") == true)
        #expect(world.outbox.messages.map(\.kind) == [.receipt])
    }

    @Test("It fires at most once in five minutes")
    func cooldown() throws {
        var world = world(balanceCents: 1290, threshold: 100_000, amount: 1000)
        _ = try world.launch()
        world.advance(by: .seconds(45) + .minutes(12))
        let moments = world[ProviderState.dev].wallet.entries.filter { $0.type == .autoTopup }.map(\.createdAt)
        #expect(moments == [1, 6, 11].map { Limits.virtualStart + .seconds(45) + .minutes($0) })
    }

    @Test("A card that declines turns it off, leaves an invoice and an email, and the pods run dry")
    func declined() throws {
        var world = world(balanceCents: 1290, threshold: 1000, amount: 5000, declines: true)
        let id = try world.launch()
        world.advance(by: .seconds(45) + .minutes(3))
        #expect(!world[ProviderState.dev].autoTopup.isEnabled)
        #expect(world.invoices.rows.map(\.reason) == [.topupFailed])
        #expect(world.invoices.rows[0].amount == Cents(5000) && world.invoices.rows[0].createdAt == world.now)
        #expect(world.balance(for: ProviderState.dev)["openInvoicesCents"] == 5000)
        #expect(world.balance(for: ProviderState.dev)["openInvoiceCount"] == 1)
        world.advance(by: .days(1))
        #expect(world.status(id) == .stopped)
        #expect(world.outbox.messages.map(\.kind) == [.topUpDeclined, .lowBalance, .walletDry])
        #expect(world.violations() == [])
    }

    @Test("A wallet that runs dry in one step is saved by the card, and the pod runs on")
    func saves() throws {
        var world = world(balanceCents: 280, threshold: 100, amount: 1000)
        world[ProviderState.dev].autoTopup.lastTriedAt = world.now + .seconds(45) + .seconds(3594) - .minutes(5)
        let id = try world.launch()
        let dry = world.now + .seconds(45 + 3594)
        world.advance(to: dry)
        #expect(world.status(id) == .running)
        #expect(world.ledgerLines().suffix(2) == ["rental_charge -5", "auto_topup 1000"])
        #expect(world[ProviderState.dev].wallet.entries.last?.createdAt == dry)
        world.advance(by: .days(1))
        #expect(world.status(id) == .running)
    }

    @Test("Without billing, a card, or before the cooldown is over it does nothing")
    func off() throws {
        var disabled = world(balanceCents: 290, threshold: 100_000, amount: 1000)
        disabled.settings.isBillingEnabled = false
        var cardless = world(balanceCents: 290, threshold: 100_000, amount: 1000)
        cardless[ProviderState.dev].card = nil
        for var world in [disabled, cardless] {
            _ = try world.launch()
            world.advance(by: .hours(2))
            #expect(world[ProviderState.dev].wallet.entries.allSatisfy { $0.type != .autoTopup })
            #expect(world[ProviderState.dev].wallet.total == .zero)
        }
    }

    @Test("An open invoice is due after 7 days and uncollectible after 30; a closed one stays as it is")
    func invoices() {
        var world = ProviderState.make {
            $0.users[0].invoices = [
                InitialState.Invoice(.manual, Cents(700), age: .days(29)),
                InitialState.Invoice(.overage, Cents(5), status: .paid),
                InitialState.Invoice(.manual, Cents(9), age: .days(31)),
            ]
        }
        #expect(world.invoices.rows.map(\.status) == [.uncollectible, .open, .paid])
        #expect(world.invoices.rows[1].dueAt == world.now - .days(22))
        world.advance(by: .days(1) - .milliseconds(1))
        #expect(world.invoices.rows[1].status == .open)
        world.advance(by: .days(40))
        #expect(world.invoices.rows.map(\.status) == [.uncollectible, .uncollectible, .paid])
    }
}
