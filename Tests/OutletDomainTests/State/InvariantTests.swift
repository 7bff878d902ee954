import OutletContract
import Testing

@testable import OutletDomain

/// What holds whatever is called and whenever; each seed is named by its test case.
@Suite("Invariants")
struct InvariantTests {
    @Test("Money, reserves, stock and schedule hold through hundreds of random calls", arguments: 1...4)
    func hold(seed: Int) {
        var life = RandomLife(seed: seed)
        var worlds = [RandomLife.world(seed: seed)]
        var free = Dictionary(uniqueKeysWithValues: Family.allCases.map { ($0, $0.row.stockGPUs) })
        free[.l40s]? += 1
        free[.h100]? += 1
        for call in 1...300 {
            worlds[0].advance(by: life.nextPause())
            life.act(on: &worlds)
            guard call % 10 == 0 else { continue }
            let violations = worlds[0].violations(freeGPUs: free)
            #expect(violations == [], "seed \(seed), call \(call)")
            if !violations.isEmpty { return }
        }
    }

    @Test("A pause spent at once, in pieces, or in many more leaves the same world, ids included", arguments: 101...103)
    func steps(seed: Int) {
        var life = RandomLife(seed: seed)
        var worlds = Array(repeating: RandomLife.world(seed: seed), count: 2)
        for call in 1...250 {
            let pause = life.nextPause()
            worlds[0].advance(by: pause)
            for part in life.nextParts(of: pause) {
                worlds[1].advance(by: part)
                worlds[1].advance(by: .zero)
            }
            life.act(on: &worlds)
            guard call % 25 == 0 else { continue }
            let isSame = worlds[0] == worlds[1]
            #expect(isSame, "seed \(seed), call \(call)")
            if !isSame { return }
        }
    }

    @Test("A week in one step is a week in 10,080")
    func week() throws {
        var whole = ProviderState.make(balanceCents: 250_000)
        _ = try whole.launch(.l40s)
        _ = try whole.launch(.h100, gpuCount: 2, autoStopAfter: .hours(100))
        var parts = whole
        whole.advance(by: .days(7))
        for _ in 1...10_080 { parts.advance(by: .minutes(1)) }
        #expect(whole == parts)
        #expect(whole.violations() == [])
        #expect(whole[ProviderState.dev].wallet.entries.count > 15_000)
    }

    @Test("A wallet is dry at the first millisecond that it could be", arguments: 201...210)
    func dry(seed: Int) throws {
        var life = RandomLife(seed: seed)
        var world = ProviderState.make(balanceCents: 1200 + life.draw.next(below: 4000), seed: seed)
        for _ in 1...3 {
            _ = try? world.launch(Family.allCases[life.draw.next(below: 8)])
            world.advance(by: .milliseconds(life.draw.next(below: 100_000)))
        }
        world.advance(by: .seconds(45))
        let pods = world[ProviderState.dev].liveRentals.map { world.rentals[$0] }
        let limit = pods.reduce(world[ProviderState.dev].wallet.total) { $0 + $1.charged }
        func cost(at moment: Instant) -> Cents { pods.reduce(.zero) { $0 + $1.meteredCharge(at: moment) } }
        let dryAt = try #require(world[ProviderState.dev].dryAt)
        #expect(cost(at: dryAt) >= limit && cost(at: dryAt - .milliseconds(1)) < limit, "seed \(seed)")
        world.advance(to: dryAt)
        #expect(world[ProviderState.dev].liveRentals.isEmpty && world[ProviderState.dev].wallet.total == .zero)
        #expect(world.rentals.rows.reduce(Cents.zero) { $0 + $1.charged } == limit)
    }
}
