import OutletContract
import Testing

@testable import OutletDomain

@Suite("The attempts to put a card on file")
struct CardSetupsTests {
    private static func setups() -> CardSetups {
        var setups = CardSetups()
        setups.open(
            CardSetup(
                id: "seti_1", clientSecret: "seti_1_secret_x", user: UserID(index: 0), createdAt: Limits.virtualStart))
        return setups
    }

    @Test("are found by their id and by the secret that the client has", arguments: ["seti_1", "seti_1_secret_x"])
    func finds(id: String) throws {
        let setups = Self.setups()
        #expect(try setups.openIndex(of: id) == 0)
        #expect(throws: SettleProblem.unknown) { try setups.openIndex(of: id + "y") }
    }

    @Test("stay open after a declined card, and end with a good one")
    func settles() throws {
        var setups = Self.setups()
        setups.settle(0, .declined, error: .expired)
        #expect(setups[0].status == .open && setups[0].lastError == .expired)
        setups.settle(0, .succeeded, error: .generic)
        #expect(setups[0].status == .succeeded && setups[0].lastError == nil)
        #expect(throws: SettleProblem.alreadySettled) { try setups.openIndex(of: "seti_1") }
    }

    @Test("say nothing of a declined card any more where Stripe reports that one went in")
    func succeeds() {
        var setups = Self.setups()
        setups.settle(0, .declined, error: .expired)
        setups.succeed(0)
        #expect(setups[0].status == .succeeded && setups[0].lastError == nil)
    }

    @Test("judge a card by its number first, and by its last month then")
    func judges() {
        var card = InitialState.Card()
        card.expMonth = 5
        card.expYear = 2026
        let june = Limits.virtualStart
        #expect(card.judged(by: "4000 0000 0000 0069", at: june).error == .expired)
        #expect(card.judged(by: "4242 4242 4242 4242", at: june).error == .expiryMonthInThePast)
        card.expMonth = 6
        let (good, error) = card.judged(by: "5555-5555-5555-4444", at: june)
        #expect(error == nil && good.brand == "mastercard" && good.last4 == "4444" && !good.declines)
        #expect(card.judged(by: "4000000000000341", at: june).card.declines)
    }
}
