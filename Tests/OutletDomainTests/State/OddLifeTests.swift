import OutletContract
import OutletWire
import Testing

@testable import OutletDomain

@Suite("Lives that only a scenario or an outside actor can bring about")
struct OddLifeTests {
    @Test(
        "A young invoice that was given up can be paid or voided, and its old due date changes nothing",
        arguments: [InvoiceOutcome.paid, .voided], [Span.zero, .days(1), .days(29), .days(31)])
    func youngUncollectible(outcome: InvoiceOutcome, age: Span) throws {
        var world = ProviderState.make {
            $0.users[0].invoices = [InitialState.Invoice(.topupFailed, Cents(500), status: .uncollectible, age: age)]
        }
        let id = world.invoices.rows[0].id
        try world.settleInvoice(id, outcome)
        world.advance(by: .days(40))
        #expect(world.invoices[id]?.status == (outcome == .paid ? .paid : .void))
        #expect(world.brokenInvariant == nil)
        #expect(world.violations() == [])
    }

    @Test(
        "A pod that was refunded in full asks no more of the wallet than the scenario gives it",
        arguments: [RentalStatus.stopped, .stopping], [0, 1, 5, 10_000])
    func refundedPod(status: RentalStatus, balance: Int) {
        for age in [Span.seconds(44), .seconds(50), .minutes(1), .seconds(100), .milliseconds(104_999)] {
            let world = ProviderState.make(balanceCents: balance) {
                $0.users[0].rentals = [
                    InitialState.Rental(.b200, gpuCount: 8, status: status, age: age),
                    InitialState.Rental(.h100, status: status, age: age),
                ]
            }
            #expect(world[ProviderState.dev].wallet.total == Cents(balance))
            #expect(world.brokenInvariant == nil)
            #expect(world.violations() == [])
        }
    }

    @Test("A session id that the seed would give out and somebody holds already is passed over")
    func takenSession() {
        var first = ProviderState.make()
        let taken = first.openSession(for: ProviderState.dev)
        var world = ProviderState.make { $0.users[0].sid = taken }
        let sid = world.openSession(for: ProviderState.dev)
        #expect(sid != taken)
        #expect(world.session(taken) != nil && world.session(sid) != nil)
    }

    @Test("An id that the seed would give out and a document holds already is passed over")
    func takenIds() throws {
        var world = ProviderState.make()
        for counter in [ResourceKind.rental, .invoice, .checkoutSession, .setupIntent] {
            var other = world
            _ = try make(counter, in: &other)
            // The same moment, and a counter that has not seen it: what only a document can say.
            other.idCounters = world.idCounters
            _ = try make(counter, in: &other)
            #expect(other.brokenInvariant == nil)
        }
        world.advance(by: .days(1))
        #expect(world.violations() == [])
    }

    private func make(_ kind: ResourceKind, in world: inout ProviderState) throws -> String {
        switch kind {
        case .rental: return try world.launch(.rtx3090)
        case .invoice:
            let index = world.openInvoice(.manual, Cents(1), for: ProviderState.dev)
            return world.invoices[index].id
        case .checkoutSession:
            return "\(try world.checkout(Checkout(amount: Cents(700)), for: ProviderState.dev, links: .local))"
        default: return "\(try world.setupIntent(for: ProviderState.dev))"
        }
    }

    @Test("A pod still runs when time ends, and time ends without an end of the process")
    func endOfTime() throws {
        var world = ProviderState.make(balanceCents: 100_000, startsAt: .last - .minutes(5))
        let id = try world.launch()
        world.advance(to: .last)
        #expect(world.status(id) == .running)
        let ledger = world.ledgerLines()
        world.advance(by: .days(1))
        #expect(world.now == .last)
        #expect(world.ledgerLines() == ledger)
        _ = try world.stopRental(id, for: ProviderState.dev)
        #expect(world.brokenInvariant == nil)
    }

    @Test("A world that broke a rule of its own stands still")
    func closed() throws {
        var world = ProviderState.make()
        _ = try world.launch()
        world.close(.walletNotBelowZero)
        world.close(.dueLiesAhead)
        let before = world
        world.advance(by: .days(1))
        #expect(world == before)
        #expect(world.brokenInvariant == .walletNotBelowZero)
    }
}
