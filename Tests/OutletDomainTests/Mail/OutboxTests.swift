import OutletContract
import OutletDomain
import OutletWire
import Testing

@Suite("Outbox")
struct OutboxTests {
    private let ada = EmailAddress("ada@example.com")
    private let bob = EmailAddress("bob@example.com")

    private func filled() throws -> Outbox {
        var outbox = Outbox()
        try outbox.send(.code("123456"), to: #require(ada), at: Limits.virtualStart, seed: 1)
        try outbox.send(
            .topUpDeclined(amount: Cents(2500), invoice: "inv_1"), to: #require(bob), at: Limits.virtualStart, seed: 1)
        try outbox.send(
            .receipt(amount: Cents(2500), total: Cents(12_500)), to: #require(ada), at: Limits.virtualStart, seed: 1)
        return outbox
    }

    @Test("keeps each user's mail apart, oldest first")
    func recipients() throws {
        let outbox = try filled()
        #expect(outbox.messages(to: ada).map(\.kind) == [.code, .receipt])
        #expect(outbox.messages(to: nil).count == 3)
        #expect(outbox.latest(to: bob)?.kind == .topUpDeclined)
        #expect(outbox.latest(to: nil)?.kind == .receipt)
        #expect(Set(outbox.messages.map(\.id)).count == 3)
    }

    @Test("shows a code and a link where there is one")
    func rendering() throws {
        let messages = try filled().messages.map { $0.json(links: Links(base: "http://localhost:4429/@w")) }
        #expect(messages[0]["code"] == "123456")
        #expect(messages[0]["link"] == .null)
        #expect(messages[0]["sentAt"] == "2026-06-07T08:00:00Z")
        #expect(messages[0]["to"] == "ada@example.com")
        #expect(messages[1]["link"] == "http://localhost:4429/@w/__stripe/invoices/inv_1")
        #expect(messages[2]["text"] == "We have received $25.00. Your balance is now $125.00.")
    }

    @Test("lets the oldest go when it is full")
    func capacity() throws {
        var outbox = Outbox()
        for number in 0...Outbox.capacity {
            try outbox.send(.code("\(number)"), to: #require(ada), at: Limits.virtualStart, seed: 1)
        }
        #expect(outbox.messages.count <= Outbox.capacity)
        #expect(outbox.latest(to: ada)?.code == "\(Outbox.capacity)")
        #expect(outbox.messages.first?.code == "256")
    }

    @Test("warns once when less is left than the pods cost in an hour, and not where the card is about to help")
    func lowBalance() throws {
        var world = ProviderState.make(balanceCents: 300)
        _ = try world.launch()
        world.advance(by: .seconds(45) + .minutes(4))
        #expect(world.outbox.messages.isEmpty)
        world.advance(by: .minutes(30))
        let message = try #require(world.outbox.messages.first)
        #expect(world.outbox.messages.map(\.kind) == [.lowBalance])
        #expect(message.sentAt == Limits.virtualStart + .seconds(45) + .minutes(5))
        #expect(message.text == "$2.77 is left, and your pods cost $2.80 an hour. Top up to keep them running.")

        var covered = ProviderState.make(balanceCents: 300) { initialState in
            initialState.users[0].card = InitialState.Card()
            initialState.users[0].autoTopup = AutoTopup(isEnabled: true, threshold: Cents(500), amount: Cents(5000))
        }
        _ = try covered.launch()
        covered.advance(by: .hours(1))
        #expect(!covered.outbox.messages.contains { $0.kind == .lowBalance })
    }
}
