import OutletContract
import OutletWire
import Testing

@testable import OutletDomain

@Suite("The ledger")
struct LedgerTests {
    private func ledger(_ query: JSONObject = [:], in world: ProviderState) throws -> JSON {
        let answer = try world.ledger(LedgerQuery(query), for: ProviderState.dev)
        Operation.ledger.expectShape(answer)
        return answer
    }

    @Test("shows every movement newest first, each total built on the next")
    func order() throws {
        var world = ProviderState.make()
        let pod = try world.launch()
        world.advance(by: .minutes(10))
        _ = try world.stopRental(pod, for: ProviderState.dev)
        world.advance(by: .minutes(1))
        let answer = try ledger(in: world)
        let entries = try #require(answer["entries"]?.array)
        let amounts = entries.compactMap { $0["amountCents"]?.integer }
        let totals = entries.compactMap { $0["balanceAfterCents"]?.integer }
        #expect(entries.count > 3)
        #expect(entries.last?["type"] == "adjustment")
        #expect(entries.last?["rentalId"] == nil)
        #expect(entries.first?["rentalId"]?.string == pod)
        #expect(amounts.reduce(0, +) == answer["balanceCents"]?.integer)
        #expect(totals.first == answer["balanceCents"]?.integer)
        for index in amounts.indices.dropLast() {
            #expect(totals[index] == amounts[index] + totals[index + 1])
        }
    }

    @Test("filters by type and comes in pages")
    func pages() throws {
        var world = ProviderState.make()
        for number in 1...5 { world.post(.refund, Cents(number), to: ProviderState.dev) }
        world.post(.adjustment, Cents(7), to: ProviderState.dev)
        let first = try ledger(["type": "refund", "pageSize": 3], in: world)
        #expect(first["entries"]?.array?.compactMap { $0["amountCents"]?.integer } == [5, 4, 3])
        #expect(first["balanceCents"] == 10_022)
        let cursor = try #require(first["nextCursor"])
        let second = try ledger(["type": "refund", "pageSize": 3, "cursor": cursor], in: world)
        #expect(second["entries"]?.array?.compactMap { $0["amountCents"]?.integer } == [2, 1])
        #expect(second["nextCursor"] == .null)
    }

    @Test("is empty for a new user")
    func empty() throws {
        #expect(
            try ledger(in: ProviderState.make(balanceCents: 0)) == [
                "entries": [], "balanceCents": 0, "nextCursor": .null,
            ])
    }
}
