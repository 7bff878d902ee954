import OutletContract
import OutletWire
import Testing

@testable import OutletDomain

@Suite("Stripe's webhook")
struct WebhookTests {
    private static let received: JSON = ["received": true]
    private static let duplicate: JSON = ["received": true, "duplicate": true]

    /// Sends one event, rightly signed, about `object`.
    private func send(
        _ type: String, id: String, _ object: JSONObject, to world: inout ProviderState
    ) throws(APIError) -> JSON {
        let event: JSON = ["id": .string(id), "type": .string(type), "data": ["object": .object(object)], "v": 1]
        let signature = StripeSignature.sign(event.bytes, secret: "whsec_test", at: world.now)
        let answer = try world.stripeWebhook(signature: signature, body: event.bytes)
        Operation.stripeWebhook.expectShape(answer)
        return answer
    }

    private func payment(_ world: ProviderState, id: String, cents: Int = 2500) -> JSONObject {
        ["id": .string(id), "amount": .integer(cents), "metadata": ["user_id": .string(world[ProviderState.dev].id)]]
    }

    @Test("credits a payment once: by event, and by payment intent whatever the event")
    func idempotent() throws {
        var world = ProviderState.make(balanceCents: 0)
        let intent = payment(world, id: "pi_1")
        #expect(try send("payment_intent.succeeded", id: "evt_1", intent, to: &world) == WebhookTests.received)
        #expect(try send("payment_intent.succeeded", id: "evt_1", intent, to: &world) == WebhookTests.duplicate)
        #expect(try send("payment_intent.succeeded", id: "evt_2", intent, to: &world) == WebhookTests.received)
        var session = payment(world, id: "cs_foreign")
        session["payment_intent"] = "pi_1"
        session["amount_total"] = 2500
        #expect(try send("checkout.session.completed", id: "evt_3", session, to: &world) == WebhookTests.received)
        #expect(world.ledgerLines() == ["stripe_topup 2500"])
        _ = try send("payment_intent.succeeded", id: "evt_4", payment(world, id: "pi_2", cents: 1), to: &world)
        #expect(world.ledgerLines() == ["stripe_topup 2500", "stripe_topup 1"])
    }

    @Test(
        "pays a checkout of ours once, whichever of page, session event and intent event comes first", arguments: 0..<6)
    func oneCheckout(order: Int) throws {
        var world = ProviderState.make(balanceCents: 0)
        let answer = try world.checkout(Checkout(amount: Cents(2500)), for: ProviderState.dev, links: .local)
        let id = try #require(answer["sessionId"]?.string)
        let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
        for step in orders[order] {
            switch step {
            case 0: try? world.settleCheckout(id, .paid)
            case 1:
                let session: JSONObject = ["id": .string(id), "payment_intent": "pi_own", "amount_total": 2500]
                _ = try send("checkout.session.completed", id: "evt_s", session, to: &world)
            default:
                // An intent of ours is known by the id that our session gave it.
                let own = try #require(world.checkoutSession(id)).paymentIntent
                _ = try send("payment_intent.succeeded", id: "evt_p", payment(world, id: own), to: &world)
            }
        }
        #expect(world.ledgerLines() == ["stripe_topup 2500"])
        #expect(world.checkoutSession(id)?.status == .paid)
    }

    @Test("credits what the event says and whom it names; the session of ours fills in what it does not")
    func eventBeforeSession() throws {
        func entries(_ object: JSONObject) throws -> [[String]] {
            var world = ProviderState.make(balanceCents: 0) { initialState in
                if let ada = EmailAddress("ada@example.com") {
                    initialState.users.append(InitialState.User(email: ada))
                }
            }
            let answer = try world.checkout(Checkout(amount: Cents(2500)), for: ProviderState.dev, links: .local)
            let id = try #require(answer["sessionId"]?.string)
            var object = object
            object["id"] = .string(id)
            let ada = UserID(index: 1)
            if object["metadata"] == true { object["metadata"] = ["user_id": .string(world[ada].id)] }
            if object["customer"] == true { object["customer"] = .string(world[ada].customer) }
            for number in 1...2 {
                _ = try send("checkout.session.completed", id: "evt_\(number)", object, to: &world)
            }
            #expect(world.violations() == [])
            return [ProviderState.dev, ada].map {
                world[$0].wallet.entries.map { "\($0.type.rawValue) \($0.amount.value)" }
            }
        }
        #expect(try entries([:]) == [["stripe_topup 2500"], []])
        #expect(try entries(["amount_total": 2700]) == [["stripe_topup 2700"], []])
        #expect(try entries(["amount_total": 2700, "metadata": true]) == [[], ["stripe_topup 2700"]])
        #expect(try entries(["customer": true]) == [[], ["stripe_topup 2500"]])
        #expect(try entries(["metadata": ["user_id": "usr_none"]]) == [[], []])
        #expect(try entries(["amount_total": 0]) == [[], []])
    }

    @Test("credits nothing for a checkout that was cancelled", arguments: [true, false])
    func cancelled(byIntent: Bool) throws {
        var world = ProviderState.make(balanceCents: 0)
        let answer = try world.checkout(Checkout(amount: Cents(2500)), for: ProviderState.dev, links: .local)
        let id = try #require(answer["sessionId"]?.string)
        try world.settleCheckout(id, .cancelled)
        let own = try #require(world.checkoutSession(id)).paymentIntent
        let object = payment(world, id: byIntent ? own : id)
        let type = byIntent ? "payment_intent.succeeded" : "checkout.session.completed"
        #expect(try send(type, id: "evt_1", object, to: &world) == WebhookTests.received)
        #expect(world.ledgerLines() == [] && world.checkoutSession(id)?.status == .cancelled)
    }

    @Test("joins a session with an intent that only Stripe knew, in either order", arguments: [true, false])
    func foreignIntent(sessionFirst: Bool) throws {
        var world = ProviderState.make(balanceCents: 0)
        let answer = try world.checkout(Checkout(amount: Cents(2500)), for: ProviderState.dev, links: .local)
        let session: JSONObject = ["id": answer["sessionId"] ?? .null, "payment_intent": "pi_x", "amount_total": 2500]
        if sessionFirst { _ = try send("checkout.session.completed", id: "evt_1", session, to: &world) }
        _ = try send("payment_intent.succeeded", id: "evt_2", payment(world, id: "pi_x"), to: &world)
        if !sessionFirst { _ = try send("checkout.session.completed", id: "evt_1", session, to: &world) }
        #expect(world.ledgerLines() == ["stripe_topup 2500"])
    }

    @Test("finds the user by Stripe's customer id where the metadata names none")
    func customer() throws {
        var world = ProviderState.make(balanceCents: 0)
        let object: JSONObject = [
            "id": "pi_1", "amount": 300, "customer": .string(world[ProviderState.dev].customer),
            "latest_charge": "ch_9",
        ]
        _ = try send("payment_intent.succeeded", id: "evt_1", object, to: &world)
        #expect(world[ProviderState.dev].wallet.entries.map(\.stripeChargeId) == ["ch_9"])
    }

    @Test(
        "takes and ignores what it does not handle",
        arguments: [
            ("customer.created", ["id": "cus_1"]),
            ("payment_intent.succeeded", ["id": "pi_1", "amount": 100, "metadata": ["user_id": "usr_none"]]),
            ("payment_intent.succeeded", ["id": "pi_1", "amount": 100, "invoice": "in_1"]),
            ("payment_intent.succeeded", ["id": "pi_1", "amount": 0]),
            ("checkout.session.completed", ["id": "cs_1", "amount_total": 100, "payment_status": "unpaid"]),
            ("checkout.session.completed", ["id": "cs_1", "amount_total": .null, "mode": "setup"]),
            ("invoice.paid", ["id": "in_none"]),
            ("setup_intent.succeeded", ["id": "seti_none"]),
        ] as [(String, JSONObject)])
    func ignored(type: String, object: JSONObject) throws {
        var world = ProviderState.make()
        let before = world
        var object = object
        if object["metadata"] == nil { object["metadata"] = ["user_id": .string(world[ProviderState.dev].id)] }
        if type.hasPrefix("setup") { object["metadata"] = nil }
        #expect(try send(type, id: "evt_1", object, to: &world) == WebhookTests.received)
        #expect(world.accounts == before.accounts)
        #expect(try send(type, id: "evt_1", object, to: &world) == WebhookTests.duplicate)
    }

    @Test("pays, voids and gives up invoices, each once")
    func invoices() throws {
        for (type, status) in [
            ("invoice.paid", InvoiceStatus.paid), ("invoice.payment_succeeded", .paid), ("invoice.voided", .void),
            ("invoice.marked_uncollectible", .uncollectible),
        ] {
            var world = ProviderState.make(balanceCents: 0) { initialState in
                initialState.users[0].invoices = [InitialState.Invoice(.topupFailed, Cents(700))]
            }
            let invoice = try #require(world.invoices.rows.first)
            let object: JSONObject = ["id": .string(invoice.stripeInvoiceId)]
            for number in 1...2 { _ = try send(type, id: "evt_\(number)", object, to: &world) }
            #expect(world.invoice(invoice.id)?.status == status)
            #expect(world.ledgerLines() == (status == .paid ? ["auto_topup 700"] : []))
        }
    }

    @Test("puts the card of a setup on file, as far as the event shows it")
    func card() throws {
        var world = ProviderState.make()
        let secret = try #require(world.setupIntent(for: ProviderState.dev)["clientSecret"]?.string)
        let setup = try #require(secret.split(separator: "_secret_").first)
        let shown: JSON = ["brand": "mastercard", "last4": "4444", "exp_month": 3, "exp_year": 2031]
        let object: JSONObject = [
            "id": .string(String(setup)), "payment_method": ["id": "pm_7", "card": shown],
        ]
        _ = try send("setup_intent.succeeded", id: "evt_1", object, to: &world)
        #expect(
            world.getCard(for: ProviderState.dev)
                == ["brand": "mastercard", "last4": "4444", "expMonth": 3, "expYear": 2031, "pmId": "pm_7"])
        #expect(throws: SettleProblem.alreadySettled) { try world.settleSetup(secret, .succeeded) }
    }

    @Test(
        "refuses a card that no answer could show, by the place of what is wrong",
        arguments: [
            ("exp_year", .integer(.max)), ("exp_year", 1999), ("exp_month", 0), ("exp_month", 13), ("brand", ""),
            ("last4", "42424"), ("exp_year", .decimal("1.5")),
        ] as [(String, JSON)])
    func impossibleCard(field: String, value: JSON) throws {
        var world = ProviderState.make()
        let before = world
        let object: JSONObject = [
            "id": "seti_1", "metadata": ["user_id": .string(world[ProviderState.dev].id)],
            "payment_method": ["id": "pm_7", "card": .object(JSONObject([(field, value)]))],
        ]
        let error = #expect(throws: APIError.self) {
            try send("setup_intent.succeeded", id: "evt_1", object, to: &world)
        }
        #expect(error?.details.map(\.field) == ["data.object.payment_method.card.\(field)"])
        #expect(world == before)
    }

    @Test("believes a signature of the last 300 seconds or the future, and nothing unsigned")
    func signature() throws {
        var world = ProviderState.make()
        let body = JSON.object(["id": "evt_1", "type": "ping", "data": ["object": [:]]]).bytes
        let signed = StripeSignature.sign(body, secret: "whsec_test", at: world.now)
        let other = StripeSignature.sign(body, secret: "whsec_other", at: world.now)
        for header in [nil, "", other, signed + "0"] {
            let error = #expect(throws: APIError.self) { try world.stripeWebhook(signature: header, body: body) }
            #expect(error?.code == .invalidSignature)
        }
        world.advance(by: .seconds(301))
        #expect(throws: APIError.self) { try world.stripeWebhook(signature: signed, body: body) }
        let fresh = StripeSignature.sign(body, secret: "whsec_test", at: world.now - .seconds(300))
        #expect(try world.stripeWebhook(signature: fresh, body: body) == WebhookTests.received)
        let ahead = StripeSignature.sign(body, secret: "whsec_test", at: world.now + .days(400))
        #expect(try world.stripeWebhook(signature: ahead, body: body) == WebhookTests.duplicate)
    }

    @Test(
        "names what is wrong with a signed body, and forgets the event",
        arguments: [
            ("no", "body"), ("[]", "body"), (#"{"type":"ping","data":{"object":{}}}"#, "id"),
            (#"{"id":"evt_1","type":"ping","data":{}}"#, "data.object"),
            (
                #"{"id":"evt_1","type":"payment_intent.succeeded","data":{"object":{"id":"pi_1","amount":"9"}}}"#,
                "data.object.amount"
            ),
            (
                #"{"id":"evt_1","type":"checkout.session.completed","data":{"object":{"id":"c","amount_total":-1}}}"#,
                "data.object.amount_total"
            ),
            (
                #"{"id":"e","type":"payment_intent.succeeded","data":{"object":{"id":"p","amount":100000000}}}"#,
                "data.object.amount"
            ),
        ])
    func invalid(body: String, field: String) throws {
        var world = ProviderState.make()
        let before = world
        let bytes = Array(body.utf8)
        let signature = StripeSignature.sign(bytes, secret: "whsec_test", at: world.now)
        let error = #expect(throws: APIError.self) { try world.stripeWebhook(signature: signature, body: bytes) }
        #expect(error?.code == .validationFailed)
        #expect(error?.details.map(\.field) == [field])
        #expect(world == before)
    }
}
