import OutletContract
import Testing

@testable import OutletDomain

@Suite("The visits to the checkout page")
struct CheckoutsTests {
    private static func session(_ id: String) -> CheckoutSession {
        CheckoutSession(
            id: id, user: UserID(index: 0), amount: Cents(500), paymentIntent: "pi_\(id)",
            createdAt: Limits.virtualStart)
    }

    @Test("are found by their own id and by their payment's")
    func finds() {
        var checkouts = Checkouts()
        #expect(checkouts.open(Self.session("cs_1")) == 0 && checkouts.open(Self.session("cs_2")) == 1)
        #expect(checkouts.find("cs_2") == 1 && checkouts.find("pi_cs_2") == 1 && checkouts.find("cs_3") == nil)
        #expect(checkouts["cs_1"]?.amount == Cents(500))
    }

    @Test("are settled once")
    func settles() throws {
        var checkouts = Checkouts()
        for id in ["cs_1", "cs_2", "cs_3"] { _ = checkouts.open(Self.session(id)) }
        checkouts.pay(try checkouts.openIndex(of: "cs_1"))
        checkouts.cancel(try checkouts.openIndex(of: "cs_2"))
        #expect(checkouts.rows.map(\.status) == [.paid, .cancelled, .open])
        for id in ["cs_1", "cs_2"] {
            #expect(throws: SettleProblem.alreadySettled) { try checkouts.openIndex(of: id) }
        }
        #expect(throws: SettleProblem.unknown) { try checkouts.openIndex(of: "pi_cs_3") }
    }

    @Test("are credited once, by whichever name the payment comes")
    func credits() {
        var stripe = StripeSessions()
        let payments = [["pi_1", "pi_one"], ["pi_one"], ["pi_2", "pi_1"], ["pi_2"], ["pi_3"]]
        #expect(payments.map { stripe.credit($0) } == [true, false, false, false, true])
    }
}
