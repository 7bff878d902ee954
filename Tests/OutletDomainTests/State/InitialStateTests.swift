import OutletContract
import OutletWire
import Testing

@testable import OutletDomain

@Suite("How a world begins")
struct OpeningTests {
    @Test("Without users there is the developer, signed in, with a hundred dollars")
    func developer() throws {
        var world = ProviderState(InitialState(), seed: 1, startsAt: Limits.virtualStart)
        #expect(try world.me(world.admit("dev"))["user"]?["email"] == "dev@example.com")
        #expect(world.ledgerLines() == ["adjustment 10000"])
        #expect(world.violations() == [])
    }

    @Test("The balance is what is left after what the pods have cost so far", arguments: RentalStatus.allCases)
    func past(status: RentalStatus) {
        let held = status.isLive || status == .stopping ? 2 : 0
        for age in [Span.zero, .seconds(30), .seconds(100), .minutes(90) + .milliseconds(250), .days(40)] {
            var world = ProviderState.make(balanceCents: 5000) {
                $0.users[0].rentals = [InitialState.Rental(.h100, gpuCount: 2, status: status, age: age, name: "old")]
                $0.stock[.h100] = 0
            }
            #expect(world[ProviderState.dev].wallet.total == Cents(5000))
            #expect(world.rentals.rows.map(\.status) == [status])
            #expect(world.rentals.rows[0].createdAt == world.now - age)
            #expect(world.violations(freeGPUs: [.h100: held]) == [])
            world.advance(by: .days(1))
            #expect(world.violations(freeGPUs: [.h100: held]) == [])
        }
    }

    @Test("A pod of an hour's age has its charges in the ledger, and its next minute ahead")
    func running() throws {
        var world = ProviderState.make(balanceCents: 5000) {
            $0.users[0].rentals = [InitialState.Rental(.h100, age: .minutes(30) + .seconds(55))]
        }
        #expect(world.ledgerLines() == ["adjustment 5140", "rental_charge -140"])
        #expect(
            world[ProviderState.dev].wallet.entries.map(\.createdAt) == [
                world.now - .minutes(30) - .seconds(55), world.now - .seconds(10),
            ])
        world.advance(by: .seconds(50))
        #expect(world.ledgerLines().last == "rental_charge -5")
    }

    @Test("A given pod has an address if it ever ran, and one moment at which it began to stop")
    func addresses() throws {
        for then in [Provisioning.Outcome.running, .crash] {
            var world = ProviderState.make { initialState in
                initialState.settings.provisioning.then = then
                initialState.users[0].rentals = RentalStatus.allCases.map {
                    InitialState.Rental(.l40s, status: $0, age: .hours(2))
                }
            }
            for rental in world.rentals.rows {
                let ran = [.running, .stopping, .stopped].contains(rental.status)
                #expect((rental.address != nil) == (ran || (then == .crash && rental.status == .failed)))
                #expect((rental.stoppedAt == nil) == rental.status.isLive)
                if rental.status == .failed { #expect(rental.error?.isEmpty == false) }
            }
            #expect(world[ProviderState.dev].wallet.total == Cents(10_000))
            #expect(world.violations() == [])
            world.advance(by: .minutes(11))
            #expect(world.rentals.rows.contains { $0.status == .running } == (then == .running))
            #expect(world.violations() == [])
        }
    }

    @Test("Pods stand in the order of their making, whatever the order of the file")
    func order() throws {
        let world = ProviderState.make {
            $0.users[0].rentals = [
                InitialState.Rental(.h100, age: .hours(1), name: "b"),
                InitialState.Rental(.h100, age: .hours(2), name: "a"),
                InitialState.Rental(.h100, age: .hours(1), name: "c"),
            ]
        }
        #expect(world.rentals.rows.map(\.name) == ["a", "b", "c"])
    }

    @Test("Two worlds of one initial state and seed are twins; another seed has other ids")
    func twins() {
        #expect(ProviderState.make() == ProviderState.make())
        #expect(ProviderState.make()[ProviderState.dev].id != ProviderState.make(seed: 2)[ProviderState.dev].id)
    }
}
