import OutletContract
import OutletWire
import Testing

@testable import OutletDomain

@Suite("A world as a document")
struct StateTests {
    /// A world in which something of every kind has happened, and more is under way.
    private func busy() throws -> ProviderState {
        var world = ProviderState.make(balanceCents: 900, seed: -7) { initialState in
            initialState.users[0].autoTopup = AutoTopup(isEnabled: true, threshold: Cents(500), amount: Cents(1000))
            initialState.users[0].card = InitialState.Card()
            initialState.users[0].invoices = [
                InitialState.Invoice(.manual, Cents(300), age: .days(2)),
                InitialState.Invoice(.overage, Cents(20), status: .void, age: .days(40)),
            ]
            initialState.users[0].rentals = RentalStatus.allCases.map {
                InitialState.Rental(.l40s, status: $0, age: .hours(2))
            }
            if let ada = EmailAddress("ada@example.com") {
                initialState.users.append(InitialState.User(email: ada, sid: "ada", balance: Cents(33)))
            }
        }
        let ada = UserID(index: 1)
        let pod = try world.launch()
        _ = try world.launch(.rtx4090, autoStopAfter: .hours(1))
        _ = try world.launch(.rtx3090, for: ada)
        let key = try #require(Operation.createKey.bodyShape?.example["publicKey"]?.string)
        _ = try world.createKey(CreateKey(name: "laptop", publicKey: key), for: ada)
        _ = try world.checkout(Checkout(amount: Cents(700)), for: ada, links: .local)
        _ = try world.checkout(Checkout(amount: Cents(800)), for: ProviderState.dev, links: .local)
        _ = try world.setupIntent(for: ada)
        _ = try world.oauthStart("github", links: .local)
        _ = world.authorise("google", .noVerifiedEmail, state: "s", challenge: "c")
        let event = JSON.object(["id": "evt_1", "type": "ping", "data": ["object": [:]]]).bytes
        let signature = StripeSignature.sign(event, secret: "whsec_test", at: world.now)
        _ = try world.stripeWebhook(signature: signature, body: event)
        if let bob = EmailAddress("bob@example.com") { _ = try world.requestCode(RequestCode(email: bob)) }
        _ = try world.admit("ada")
        world.advance(by: .milliseconds(125_250))
        _ = try world.stopRental(pod, for: ProviderState.dev)
        return world
    }

    /// Calls of every kind, and what they answer.
    private func exercise(_ world: inout ProviderState) throws -> [JSON] {
        var answers: [JSON] = []
        world.advance(by: .minutes(7))
        answers.append(try world.checkout(Checkout(amount: Cents(2500)), for: ProviderState.dev, links: .local))
        answers.append(try world.listRentals(ListRentals([:]), for: ProviderState.dev))
        answers.append(.string(try world.launch(.a100With40GB)))
        world.advance(by: .days(3))
        answers.append(try world.ledger(LedgerQuery(["pageSize": 200]), for: ProviderState.dev))
        answers.append(world.listInvoices(InvoiceQuery([:]), for: ProviderState.dev, links: .local))
        answers.append(try world.setupIntent(for: UserID(index: 1)))
        answers.append(world.balance(for: UserID(index: 1)))
        answers.append(world.facets())
        answers.append(.array(world.outbox.messages.map { $0.json(links: .local) }))
        return answers
    }

    @Test("has a member for everything that a world stores, in the same order")
    func everyMember() {
        let stored = Mirror(reflecting: ProviderState.make()).children.compactMap(\.label)
        let named = ProviderState.CodingKeys.allCases.map(\.rawValue).filter { $0 != "sessionSweepCount" }
        #expect(named == stored)
    }

    @Test("comes back the same to the last byte, and goes on the same way")
    func roundTrip() throws {
        var world = try busy()
        let text = world.exported.text
        var restored = try ProviderState(restoring: JSON.parse(text))
        #expect(restored.exported.text == text)
        #expect(restored == world)
        #expect(try exercise(&restored) == exercise(&world))
        #expect(restored.exported.text == world.exported.text)
    }

    @Test("comes back at any moment of a busy life", arguments: [0, 1, 59_999, 60_000, 600_000, 86_400_000])
    func everyMoment(milliseconds: Int) throws {
        var world = try busy()
        world.advance(by: .milliseconds(milliseconds))
        #expect(try ProviderState(restoring: world.exported) == world)
    }

    @Test("comes back whole, and the same, through hundreds of random calls", arguments: 301...303)
    func randomLife(seed: Int) throws {
        var life = RandomLife(seed: seed)
        var worlds = [RandomLife.world(seed: seed)]
        for call in 1...200 {
            worlds[0].advance(by: life.nextPause())
            life.act(on: &worlds)
            guard call % 10 == 0 else { continue }
            let restored = try ProviderState(restoring: worlds[0].exported)
            let isSame = restored == worlds[0]
            #expect(isSame, "seed \(seed), call \(call)")
            worlds = [restored]
        }
    }

    @Test("may have its members in any order, and nulls where nothing is")
    func members() throws {
        let world = try busy()
        var object = try #require(world.exported.object)
        let outbox = object["outbox"]
        object["outbox"] = nil
        object["outbox"] = outbox
        let document = JSON.object(object).setting(["settings", "appUrl"], to: .null)
        #expect(try ProviderState(restoring: document) == world)
    }

    private static let broken: [(path: [any Sendable], value: JSON?, error: String)] = [
        (["seed"], nil, "seed is missing"),
        (["now"], "today", "now must be a whole number that fits, not a string"),
        (["now"], 2_000_000_000_000_000, "now must be from -1000000000000000 to 1000000000000000"),
        (["extra"], 1, "extra is nothing that a world has here"),
        (["accounts", 1, "nick"], "ada", "accounts[1].nick is nothing that a world has here"),
        (["accounts", 0, "email"], "dev", "accounts[0].email must be an address of the form user@host.tld"),
        (["accounts", 1, "email"], "dev@example.com", "accounts[1] has the key of an earlier one"),
        (["accounts", 0, "wallet", "total"], 1_000_000, "accounts[0].wallet.total"),
        (["accounts", 0, "wallet", "entries", 0, "amount"], 1, "accounts[0].wallet.entries[0].balanceAfter"),
        (["accounts", 0, "wallet", "entries", 0, "amount"], -1, "accounts[0].wallet.entries[0].amount"),
        (["accounts", 0, "wallet", "heldPerHour"], 0, "accounts[0].wallet.heldPerHour"),
        (["accounts", 0, "wallet", "credited"], 0, "accounts[0].wallet.credited"),
        (["accounts", 0, "liveRentals"], [], "accounts[0].liveRentals"),
        (["accounts", 0, "rentals", 0], 4711, "accounts[0].rentals"),
        (["accounts", 0, "invoices"], [], "accounts[0].invoices"),
        (["rentals", 0, "user"], 9, "rentals[0].user must be the place of an account"),
        (["rentals", 0, "status"], "gone", #"rentals[0].status is not one of the words known here: "gone""#),
        (["rentals", 0, "gpuCount"], 3, "rentals[0].gpuCount must be 1, 2, 4 or 8"),
        (["rentals", 0, "pricePerHour"], -1, "rentals[0].pricePerHour must be from 0 to 100000000"),
        (["rentals", 1, "charged"], 1, "rentals[1].charged must be what the ledger took for it"),
        (["sessions", 0, "user"], -1, "sessions[0].user must be the place of an account"),
        (["invoices", 0, "amount"], -1, "invoices[0].amount must not be below zero"),
        (["invoices", 1, "status"], "paid", "schedule.dues must be what the rentals and invoices wait for"),
        (["stripe", "checkouts", 0, "user"], 7, "stripe.checkouts[0].user must be the place of an account"),
        (["stripe", "checkouts", 0, "amount"], 0, "stripe.checkouts[0].amount must be above zero"),
        (["stock", "pools", 0, "freeGPUs"], -1, "stock.pools"),
        (["schedule", "dues"], [], "schedule.dues must be what the rentals and invoices wait for"),
        (["schedule", "dues", 0, "moment"], 0, "schedule.dues[0].moment must not lie before now"),
        (["schedule", "dues", 0, "id"], "rent_x", "schedule.dues[0].id must be the id of what stands at its place"),
        (["rentals", 1, "id"], "rental_charge", "rentals[1].id must be an id such as rent_"),
        (["invoices", 0, "stripeInvoiceId"], "inv_1", "invoices[0].stripeInvoiceId must be an id such as in_"),
        (["stripe", "setups", 0, "id"], "none", "stripe.setups[0].id must be an id such as seti_"),
        (["accounts", 1, "keys", 0, "id"], "", "accounts[1].keys[0].id must be an id such as key_"),
        (["outbox", "sentCount"], 1_000_000_000_000_000, "outbox.sentCount must be from 0 to 1000000000000"),
        (["accounts", 0, "autoTopup", "threshold"], 99, "accounts[0].autoTopup.threshold must be from 100 to 100000"),
        (["accounts", 0, "autoTopup", "amount"], 500_001, "accounts[0].autoTopup.amount must be from 1000 to 500000"),
        (["outbox", "sentCount"], -1, "outbox.sentCount must be from 0 to 1000000000000"),
        (
            ["idCounters", "counters", 0, "count"], 1_000_000_000_000_000,
            "idCounters must be from 0 to 1000000000000"
        ),
        (["idCounters", "counters"], [], "idCounters must count at least 3 of usr_"),
    ]

    @Test("is refused where it is not whole, at the very place", arguments: broken.indices)
    func refused(index: Int) throws {
        let change = StateTests.broken[index]
        let document = try busy().exported
        let edited = document.setting(change.path, to: change.value)
        #expect(edited != document)
        let error = #expect(throws: JSONCodingError.self) { try ProviderState(restoring: edited) }
        #expect(error?.description.hasPrefix(change.error) == true, "\(error?.description ?? "")")
    }
}
