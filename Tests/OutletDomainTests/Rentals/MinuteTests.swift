import OutletContract
import OutletWire
import Testing

@testable import OutletDomain

/// Minutes that are passed over in one step, against the same minutes one by one.
@Suite("Minutes in which nothing happens but charges")
struct MinuteTests {
    /// Two accounts whose pods begin at odd moments and cost from a cent an hour to hundreds of dollars, some of them
    /// with a card that helps.
    private static func world(seed: Int) throws -> ProviderState {
        var draw = SeededDraw(seed: seed, purpose: "minutes", ordinal: 1)
        let prices = [1, 7, 29, 30, 59, 60, 61, 280, 3599, 40_000]
        let families = Family.allCases
        var world = ProviderState.make(balanceCents: 50_000 + draw.next(below: 900_000), seed: seed) { initialState in
            initialState.listings = families.map {
                InitialState.Listing(
                    $0, gpuCount: 1, pricePerHour: Cents(prices[draw.next(below: prices.count)]), provider: .vast,
                    region: .usEast)
            }
            initialState.users[0].rentals = [
                InitialState.Rental(.l40s, age: .milliseconds(draw.next(below: 900_000_000)))
            ]
            initialState.users[0].card = InitialState.Card()
            if draw.next(below: 3) > 0 {
                initialState.users[0].autoTopup = AutoTopup(
                    isEnabled: true, threshold: Cents(100 + draw.next(below: 90_000)),
                    amount: Cents(1000 + draw.next(below: 9000)))
            }
            if let eve = EmailAddress("eve@example.com") {
                initialState.users.append(InitialState.User(email: eve, balance: Cents(draw.next(below: 200_000))))
            }
        }
        for _ in 0..<(1 + draw.next(below: 6)) {
            let limit: Span? = draw.next(below: 4) == 0 ? .milliseconds(draw.next(below: 200_000_000)) : nil
            _ = try? world.launch(
                families[draw.next(below: families.count)], autoStopAfter: limit,
                for: UserID(index: draw.next(below: 2)))
            world.advance(by: .milliseconds(draw.next(below: 100_000)))
        }
        return world
    }

    @Test("leave the same world as minutes that come one by one, to the last byte", arguments: 1...8)
    func same(seed: Int) throws {
        var leaping = try MinuteTests.world(seed: seed)
        var stepping = leaping
        for hours in [3, 11] {
            let target = leaping.now + .hours(hours) + .milliseconds(seed * 7919)
            leaping.advance(to: target)
            while stepping.now < target { stepping.advance(to: min(target, stepping.now + .seconds(239))) }
            let isSame = leaping == stepping
            #expect(isSame, "seed \(seed), \(hours) hours")
            guard isSame else { return }
        }
        #expect(leaping.violations() == [])
        let document = leaping.exported
        let isSame = document == stepping.exported
        #expect(isSame, "seed \(seed)")
        let isRestored = try ProviderState(restoring: document) == leaping
        #expect(isRestored, "seed \(seed)")
    }

    @Test("are read in pages, newest first, whatever of them is stored", arguments: [1, 5, 8])
    func pages(seed: Int) throws {
        var world = try MinuteTests.world(seed: seed)
        for _ in 1...4 {
            world.advance(by: .hours(2))
            world.post(.adjustment, Cents(3), to: ProviderState.dev)
        }
        for user in world.accounts.rows.indices.map(UserID.init(index:)) {
            let entries = Array(world[user].wallet.entries)
            #expect(entries.indices.allSatisfy { $0 % 7 > 0 || world[user].wallet.entries[$0] == entries[$0] })
            for type in [nil, LedgerEntryType.rentalCharge, .adjustment] {
                var read: [JSON] = []
                var query: JSONObject = ["pageSize": 97]
                query["type"] = type.map { .string($0.rawValue) }
                while true {
                    let page = try world.ledger(LedgerQuery(query), for: user)
                    read += page["entries"]?.array ?? []
                    guard let cursor = page["nextCursor"], cursor != .null else { break }
                    query["cursor"] = cursor
                }
                let wanted = entries.reversed().filter { type == nil || $0.type == type }
                #expect(read.map { $0["id"]?.string } == wanted.map(\.id))
                #expect(read.map { $0["balanceAfterCents"]?.integer } == wanted.map(\.balanceAfter.value))
            }
        }
    }

    @Test("A cursor names an entry that there is")
    func cursors() throws {
        var world = ProviderState.make(balanceCents: 1_000_000)
        _ = try world.launch()
        world.advance(by: .days(1))
        let entry = world[ProviderState.dev].wallet.entries[700]
        #expect(world[ProviderState.dev].wallet.entries.position(of: entry.id) == 700)
        let forged = String(entry.id.dropLast(1)) + (entry.id.hasSuffix("0") ? "1" : "0")
        let later = ResourceKind.ledgerEntry.id(seed: 1, ordinal: 700, at: entry.createdAt + .milliseconds(1))
        for id in [forged, later, "led_", "led_1", ""] {
            #expect(world[ProviderState.dev].wallet.entries.position(of: id) == nil)
            #expect(throws: APIError.self) {
                try world.ledger(LedgerQuery(["cursor": .string(Cursor(lastId: id).text)]), for: ProviderState.dev)
            }
        }
    }

    @Test("Charges that come one by one are stored no longer than they have to be", arguments: [false, true])
    func folded(given: Bool) throws {
        let old = InitialState.Rental(.l40s, age: .milliseconds(12_345_678))
        var world = ProviderState.make(balanceCents: 100_000_000) { if given { $0.users[0].rentals = [old, old] } }
        for _ in 1...(given ? 6 : 8) { _ = try world.launch() }
        world.advance(by: .minutes(2))
        for _ in 1...20 { world.advance(by: .minutes(3)) }
        world.post(.adjustment, Cents(5), to: ProviderState.dev)
        for _ in 1...1000 { world.advance(by: .minutes(3)) }
        #expect(world[ProviderState.dev].wallet.entries.count > 24_000)
        #expect(world[ProviderState.dev].wallet.entries.weight < 2500)
    }

    @Test("A ledger in which more happens than it has room for closes its world")
    func full() {
        var wallet = Wallet()
        func entry(_ number: Int) -> LedgerEntry {
            LedgerEntry(
                id: "led", type: .adjustment, amount: Cents(1), balanceAfter: Cents(number), createdAt: .last,
                rentalId: nil, stripeChargeId: nil)
        }
        for number in 1...Ledger.capacity where wallet.append(entry(number)) != nil { Issue.record("closed") }
        #expect(wallet.append(entry(Ledger.capacity + 1)) == .ledgerHasRoom)
    }

    @Test(
        "To the end of time is a matter of arithmetic, for wallets full and empty", arguments: [1, 1_000_000_000_000])
    func endOfTime(balance: Int) throws {
        var world = ProviderState.make(balanceCents: balance) { initialState in
            initialState.users[0].rentals = [.l40s, .h100, .b200].map { InitialState.Rental($0) }
        }
        world.advance(to: .last)
        #expect(world.brokenInvariant == nil && world.now == .last)
        #expect(balance == 1 || world[ProviderState.dev].wallet.entries.count > 10_000_000)
        #expect(world[ProviderState.dev].wallet.entries.last?.balanceAfter == world[ProviderState.dev].wallet.total)
        #expect(world[ProviderState.dev].wallet.entries.weight < 100)
    }
}
