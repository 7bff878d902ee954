import OutletContract
import OutletWire
import Testing

@testable import OutletDomain

@Suite("What a pod costs")
struct MeteringTests {
    @Test(
        "A pod that ran under 60 seconds is refunded in full, and not at 60",
        arguments: [
            (0, ["adjustment 10000"]),
            (6, ["adjustment 10000"]),
            (7, ["adjustment 10000", "rental_charge -1", "refund 1"]),
            (59, ["adjustment 10000", "rental_charge -5", "refund 5"]),
            (60, ["adjustment 10000", "rental_charge -5"]),
        ])
    func freeRun(seconds: Int, ledger: [String]) throws {
        var world = ProviderState.make()
        let id = try world.launch()
        world.advance(by: .seconds(45 + seconds))
        let answer = try world.stopRental(id, for: ProviderState.dev)
        #expect(world.ledgerLines() == ledger)
        let refunded = seconds < 60 && ledger.count > 1 ? (seconds == 7 ? 1 : 5) : 0
        #expect(answer["refundedCents"] == .integer(refunded))
        #expect(answer["finalChargedCents"] == .integer(seconds == 60 ? 5 : 0))
    }

    @Test("The meter is live to the second and rounds half up")
    func meter() throws {
        var world = ProviderState.make()
        let id = try world.launch()
        world.advance(by: .seconds(44))
        #expect(
            try world.meterRental(id, for: ProviderState.dev) == [
                "rentalId": .string(id), "ratePerHour": .decimal("2.80"), "secondsBilled": 0,
                "currentChargeCents": 0, "lastHeartbeatAt": nil,
            ])
        world.advance(by: .seconds(1 + 1800) + .milliseconds(999))
        #expect(
            try world.meterRental(id, for: ProviderState.dev) == [
                "rentalId": .string(id), "ratePerHour": .decimal("2.80"), "secondsBilled": 1800,
                "currentChargeCents": 140, "lastHeartbeatAt": "2026-06-07T08:30:45Z",
            ])
    }

    @Test("Each full minute posts what it added, at its own moment, and a stop the rest")
    func minutes() throws {
        var world = ProviderState.make()
        let id = try world.launch()
        world.advance(by: .seconds(45) + .minutes(3) + .seconds(30))
        // 280 cents an hour: 4.67, 9.33, 14 and, at 3.5 minutes, 16.33.
        #expect(
            world.ledgerLines() == ["adjustment 10000", "rental_charge -5", "rental_charge -4", "rental_charge -5"])
        let moments = world[ProviderState.dev].wallet.entries.dropFirst().map(\.createdAt)
        #expect(moments == (1...3).map { Limits.virtualStart + .seconds(45) + .minutes($0) })
        _ = try world.stopRental(id, for: ProviderState.dev)
        #expect(world.ledgerLines().last == "rental_charge -2")
        #expect(world[ProviderState.dev].wallet.total == Cents(10_000 - 16))
    }

    @Test("Minutes that add nothing are not written")
    func cheap() throws {
        var world = ProviderState.make {
            $0.listings = [
                InitialState.Listing(.l40s, gpuCount: 1, pricePerHour: Cents(1), provider: .vast, region: .usEast)
            ]
        }
        _ = try world.launch(.l40s)
        world.advance(by: .seconds(45) + .hours(1))
        // The cent is owed from half an hour on.
        #expect(world.ledgerLines() == ["adjustment 10000", "rental_charge -1"])
        #expect(
            world[ProviderState.dev].wallet.entries.last?.createdAt == Limits.virtualStart + .seconds(45) + .minutes(30)
        )
    }

    @Test("A pod that costs nothing runs for ever, and asks for no attention on the way")
    func free() throws {
        var world = ProviderState.make(balanceCents: 0) {
            $0.listings = [
                InitialState.Listing(.l40s, gpuCount: 1, pricePerHour: .zero, provider: .vast, region: .usEast)
            ]
        }
        let id = try world.launch(.l40s)
        world.advance(by: .days(36_500))
        #expect(world.status(id) == .running && world.schedule.dues.isEmpty && world.ledgerLines() == [])
    }

    @Test("A time limit ends a pod at its moment, like a stop")
    func autoStop() throws {
        var world = ProviderState.make()
        let id = try world.launch(autoStopAfter: .minutes(30))
        world.advance(by: .days(1))
        let rental = try #require(world.rentals[id])
        #expect(rental.status == .stopped && rental.charged == Cents(140))
        #expect(rental.stoppedAt == Limits.virtualStart + .seconds(45) + .minutes(30))
        #expect(world.outbox.messages.map(\.kind) == [.autoStop])
        #expect(world.outbox.messages[0].text.contains("ran for 30 minutes"))
    }

    @Test("A wallet runs dry at the exact second, and everything of that user stops there")
    func dry() throws {
        var world = ProviderState.make(balanceCents: 280)
        let id = try world.launch()
        let running = world.now + .seconds(45)
        // 3594 s × 280 ÷ 3600 = 279.53, the first second whose rounded cost is the whole wallet.
        world.advance(to: running + .seconds(3594) - .milliseconds(1))
        #expect(world.status(id) == .running && world[ProviderState.dev].wallet.total == Cents(5))
        world.advance(to: running + .days(1))
        #expect(world.rentals[id]?.stoppedAt == running + .seconds(3594))
        #expect(world.rentals[id]?.status == .stopped && world.rentals[id]?.charged == Cents(280))
        #expect(world[ProviderState.dev].wallet.total == .zero)
        #expect(world.outbox.messages.map(\.kind) == [.lowBalance, .walletDry])
        #expect(world.outbox.messages[1].sentAt == running + .seconds(3594))
    }

    @Test(
        "Pods that share a wallet are charged by id when it runs dry, the last one capped; one that provisions stops too"
    )
    func dryTogether() throws {
        var world = ProviderState.make(balanceCents: 1100)
        let first = try world.launch(.b200)
        world.advance(by: .seconds(45))
        let second = try world.launch(.b200)
        world.advance(by: .seconds(45))
        world.post(.adjustment, Cents(600), to: ProviderState.dev)
        world.settings.provisioning.then = .stuck
        let third = try world.launch(.b200)
        world.advance(by: .hours(3))
        let ends = [first, second, third].map { world.rentals[$0]?.stoppedAt }
        #expect(Set(ends).count == 1)
        #expect(world[ProviderState.dev].wallet.total == .zero)
        #expect(world.rentals[third]?.charged == .zero)
        let metered = [first, second].compactMap { world.rentals[$0] }.map { $0.meteredCharge(at: world.now).value }
        #expect(metered.reduce(0, +) >= 1700 && metered.reduce(0, +) <= 1701)
        #expect(world.violations() == [])
    }

    @Test("A wallet without a cent does not keep a pod that a scenario gave it")
    func openingDry() {
        var world = ProviderState.make(balanceCents: 0) {
            $0.users[0].rentals = [InitialState.Rental(.h100, age: .hours(1))]
        }
        world.advance(by: .zero)
        #expect(world.rentals.rows.map(\.status) == [.stopping])
        #expect(world.outbox.messages.map(\.kind) == [.walletDry])
    }
}
