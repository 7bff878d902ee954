import OutletContract
import OutletWire
import Testing

@testable import OutletDomain

@Suite("What others do to a world")
struct EventTests {
    /// Two users with a pod each, a card, a key and a code that waits.
    private static func town() throws -> ProviderState {
        var world = ProviderState.make { initialState in
            initialState.users[0].card = InitialState.Card()
            var other = InitialState.User(email: EmailAddress("ada@example.com")!, sid: "ada", balance: Cents(5000))
            other.card = InitialState.Card()
            initialState.users.append(other)
        }
        for index in 0...1 {
            _ = try world.launch(.h100, for: UserID(index: index))
            _ = try world.requestCode(RequestCode(email: world[UserID(index: index)].email))
        }
        world.advance(by: .minutes(10))
        return world
    }

    private static let ada = OutsideEvent.Target(user: EmailAddress("ada@example.com"))

    @Test("leaves a sound world, everybody's and one user's", arguments: OutsideEvent.allCases)
    func soundness(event: OutsideEvent) throws {
        for target in [OutsideEvent.Target(), Self.ada] {
            var world = try Self.town()
            world.happen(event, to: target)
            world.advance(to: world.now)
            #expect(world.brokenInvariant == nil)
            #expect(world.violations().isEmpty)
            #expect(try ProviderState(restoring: world.exported) == world)
            world.advance(by: .hours(3))
            #expect(world.violations().isEmpty)
        }
    }

    @Test("a session ends for the one whom it concerns")
    func sessions() throws {
        var world = try Self.town()
        world.happen(.sessionsEnd, to: Self.ada)
        #expect(world.session("ada") == nil && world.session("dev") != nil)
        world.happen(.sessionsEnd)
        #expect(world.session("dev") == nil)
    }

    @Test("pods stop or fail, by user, family and region")
    func pods() throws {
        var world = try Self.town()
        world.happen(.podsFail, to: OutsideEvent.Target(family: .b200))
        #expect(world.rentals.rows.map(\.status) == [.running, .running])
        world.happen(.podsStop, to: Self.ada)
        #expect(world.rentals.rows.map(\.status) == [.running, .stopping])
        let region = world.rentals[0].region
        let elsewhere = Region.allCases.first { $0 != region }
        world.happen(.podsFail, to: OutsideEvent.Target(region: elsewhere))
        #expect(world.rentals[0].status == .running)
        world.happen(.podsFail, to: OutsideEvent.Target(family: .h100, region: region))
        #expect(world.rentals[0].status == .failed && world.rentals[0].refunded == world.rentals[0].charged)
        #expect(world.rentals[0].error == "The provider lost the machine")
    }

    @Test("keys and cards vanish, and a card declines")
    func possessions() throws {
        var world = try Self.town()
        world.happen(.cardDeclines, to: Self.ada)
        #expect(world[UserID(index: 1)].card?.declines == true && world[ProviderState.dev].card?.declines == false)
        world.happen(.cardVanishes)
        #expect(world.accounts.rows.allSatisfy { $0.card == nil && !$0.autoTopup.isEnabled })
    }

    @Test("an emptied wallet pays what its pods have used, and stops them")
    func wallet() throws {
        var world = try Self.town()
        world.advance(by: .seconds(30))
        let owed = world.rentals[1].meteredCharge(at: world.now) - world.rentals[1].charged
        #expect(owed > .zero)
        world.happen(.walletEmpties, to: Self.ada)
        #expect(world[UserID(index: 1)].wallet.total == owed)
        world.advance(to: world.now)
        #expect(world[UserID(index: 1)].wallet.total == .zero)
        #expect(world.rentals.rows.map(\.status) == [.running, .stopping])
    }

    @Test("a balance is set by one adjustment, up and down")
    func balance() throws {
        var world = ProviderState.make(balanceCents: 300)
        world.setBalance(Cents(1000), of: ProviderState.dev)
        world.setBalance(Cents(1000), of: ProviderState.dev)
        world.setBalance(.zero, of: ProviderState.dev)
        #expect(world.ledgerLines() == ["adjustment 300", "adjustment 700", "adjustment -1000"])
    }

    @Test("the stock of a family sells out, or all of it")
    func stock() throws {
        var world = ProviderState.make()
        world.happen(.stockSellsOut, to: OutsideEvent.Target(family: .h100))
        #expect(world.stock[.h100] == 0 && world.stock[.b200] > 0)
        #expect(throws: APIError(.providerPoolEmpty)) { try world.launch(.h100) }
        world.happen(.stockSellsOut)
        #expect(Family.allCases.allSatisfy { world.stock[$0] == 0 })
    }

    @Test("an invoice opens over $10")
    func invoice() throws {
        var world = ProviderState.make()
        world.happen(.invoiceOpens)
        #expect(world.invoices.rows.map(\.amount) == [Cents(1000)])
        #expect(world.invoices.rows.map(\.status) == [.open])
    }

    @Test("a code that was sent is expired, and a new one is none the worse for it")
    func code() throws {
        var world = ProviderState.make()
        let email = world[ProviderState.dev].email
        _ = try world.requestCode(RequestCode(email: email))
        let digits = try #require(world[ProviderState.dev].code?.digits)
        world.happen(.codesExpire)
        let verify = VerifyCode(email: email, code: digits)
        #expect(throws: APIError(.codeExpired)) { try world.verifyCode(verify) }
        world.advance(by: .minutes(2))
        _ = try world.requestCode(RequestCode(email: email))
        let fresh = try #require(world[ProviderState.dev].code?.digits)
        _ = try world.verifyCode(VerifyCode(email: email, code: fresh))
    }

    @Test("a price changes for all listings of its family, and for no pod that is there")
    func price() throws {
        var world = ProviderState.make()
        let id = try world.launch(.h100)
        let before = try #require(world.rentals[id]?.pricePerHour)
        world.setPrice(Cents(1), of: .h100)
        #expect(world.rentals[id]?.pricePerHour == before)
        let own = world.catalogue.listings.filter { $0.offer.family == .h100 }
        #expect(own.allSatisfy { $0.offer.pricePerHour == Cents($0.offer.gpuCount) })
        #expect(own.first?.json["pricePerHourCents"] == 1)
        let prices = world.catalogue.listings.map(\.offer.pricePerHour)
        #expect(prices == prices.sorted())
        #expect(try ProviderState(restoring: world.exported) == world)
        let next = try world.launch(.h100)
        #expect(world.rentals[next]?.pricePerHour == Cents(1))
    }
}
