import OutletContract
import OutletDomain
import OutletWire
import Testing

@Suite("Stripe's test cards")
struct TestCardTests {
    private func setup(_ client: inout Client) -> String {
        client.post("/v1/billing/setup-intent", [:]).json["clientSecret"]?.string ?? ""
    }

    private static func digits(_ number: String) -> JSON { ["card": ["number": .string(number)]] }

    @Test(
        "a good number goes on file under its brand",
        arguments: [
            ("4242424242424242", "visa", "4242"), ("4242 4242 4242 4242", "visa", "4242"),
            ("5555-5555-5555-4444", "mastercard", "4444"), ("378282246310005", "amex", "0005"),
            ("6011111111111117", "discover", "1117"), ("3056930009020004", "diners", "0004"),
            ("3566002020360505", "jcb", "0505"), ("6200000000000005", "unionpay", "0005"),
        ])
    func good(number: String, brand: String, last4: String) {
        var client = Client()
        let answer = client.post("/__admin/setup/\(setup(&client))", TestCardTests.digits(number))
        #expect(answer.json["ok"] == true && answer.json["outcome"] == "succeeded")
        let card = client.get("/v1/billing/card").json
        #expect(card["brand"]?.string == brand && card["last4"]?.string == last4)
    }

    @Test(
        "a declined one leaves no card, the reason, and a set-up that waits for another",
        arguments: [
            ("4000000000000002", "card_declined", "generic_decline"),
            ("4000000000009995", "card_declined", "insufficient_funds"),
            ("4000000000009987", "card_declined", "lost_card"), ("4000000000009979", "card_declined", "stolen_card"),
            ("4000000000000069", "expired_card", nil), ("4000000000000127", "incorrect_cvc", nil),
            ("4000000000000119", "processing_error", nil), ("4242424242424241", "incorrect_number", nil),
            ("4000000000006975", "card_declined", "card_velocity_exceeded"),
            ("4111111111111111", "card_declined", "test_mode_live_card"), ("abc", "incorrect_number", nil),
            ("4242", "incorrect_number", nil), ("٤٢٤٢٤٢٤٢", "incorrect_number", nil),
        ] as [(String, String, String?)])
    func declined(number: String, code: String, declineCode: String?) {
        var client = Client()
        let secret = setup(&client)
        let answer = client.post("/__admin/setup/\(secret)", TestCardTests.digits(number)).json
        #expect(answer["ok"] == true && answer["outcome"] == "declined")
        #expect(answer["lastSetupError"]?["code"]?.string == code)
        #expect(answer["lastSetupError"]?["declineCode"] == .optional(declineCode))
        #expect(client.get("/v1/billing/card").json["last4"] == .null)
        let kept = client.get("/__admin/state").json["domain"]?["stripe"]?["setups"]
        #expect(kept?.text.contains(code) == true, "\(kept?.text ?? "")")
        let state = client.get("/__admin/state").json
        #expect(client.send(.put, "/__admin/state", state).status == 200)
        #expect(
            client.post("/__admin/setup/\(secret)", TestCardTests.digits("4242424242424242")).json["outcome"]
                == "succeeded")
        #expect(client.get("/v1/billing/card").json["last4"] == "4242")
    }

    @Test("one that goes in and is declined at each payment does so")
    func declinesLater() {
        var client = Client()
        let answer = client.post("/__admin/setup/\(setup(&client))", TestCardTests.digits("4000000000000341")).json
        #expect(answer["outcome"] == "succeeded")
        let charge = client.post("/v1/billing/checkout", ["amountCents": 2500])
        #expect(charge.error == "validation_failed" && charge.json["details"]?["card"] != nil)
    }

    @Test("a card that is over is refused by its date, which the world's clock decides")
    func expiry() {
        var client = Client()
        let secret = setup(&client)
        func code(_ month: Int, _ year: Int) -> JSON? {
            let card: JSON = ["number": "4242424242424242", "expMonth": .integer(month), "expYear": .integer(year)]
            return client.post("/__admin/setup/\(secret)", ["card": card]).json["lastSetupError"]?["code"]
        }
        #expect(code(12, 2025) == "invalid_expiry_year")
        #expect(code(5, 2026) == "invalid_expiry_month")
        #expect(code(6, 2026) == nil)
    }

    @Test(
        "what contradicts the number is refused, and so is a form that says nothing",
        arguments: [
            (["outcome": "succeeded", "card": ["number": "4000000000000002"]], "outcome"),
            (["outcome": "cancelled", "card": ["number": "4242424242424242"]], "outcome"),
            (["card": ["number": "4242424242424242", "brand": "amex"]], "card.brand"),
            (["card": ["number": "4242424242424242", "last4": "4242"]], "card.last4"),
            (["card": ["last4": "4242"]], "outcome"), ([:], "outcome"), (["card": ["number": 4242]], "card.number"),
        ] as [(JSON, String)])
    func contradictions(body: JSON, field: String) {
        var client = Client()
        let answer = client.post("/__admin/setup/\(setup(&client))", body)
        #expect(answer.status == 400 && answer.json["details"]?.object?.keys == [field], "\(answer.json.text)")
        #expect(client.get("/v1/billing/card").json["last4"] == .null)
    }

    @Test("an outcome that agrees with the number may be said")
    func agreement() {
        var client = Client()
        let body: JSON = ["outcome": "declined", "card": ["number": "4000000000000002"]]
        #expect(client.post("/__admin/setup/\(setup(&client))", body).json["outcome"] == "declined")
    }

    @Test("each number but the incorrect ones has its check digit, and stands once")
    func table() {
        #expect(Set(TestCard.all.map(\.number)).count == TestCard.all.count)
        for card in TestCard.all {
            let other = String(card.number.dropLast()) + String((Int(card.number.suffix(1))! + 1) % 10)
            #expect(TestCard(number: other).refusal == .incorrectNumber, "\(card.number)")
        }
    }
}
