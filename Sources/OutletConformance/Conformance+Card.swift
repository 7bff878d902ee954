import OutletContract
import OutletWire

/// The card on file, and its automatic top-ups.
extension Conformance {
    private var cardFields: [Field] { Operation.getCard.answerShape?.fields ?? [] }

    mutating func askCard() {
        guard let card = answer(to: Question(.getCard)) else { return }
        let nulls = cardFields.filter { card[$0.name] == .null }.count
        expect(
            [0, 5].contains(nulls), "A card is there or not, with all its fields", "five nulls or none",
            "\(nulls) nulls")
        answer(to: Question(.getAutoTopup))
        guard mayWrite, isOwnSession else {
            report.omit("setupIntent, deleteCard and setAutoTopup: the account is not the suite's")
            return
        }
        askTopUpWithoutCard()
        refusal(.notFound, of: Question(.deleteCard))
        guard putCardOnFile() else { return }
        askTopUpWithCard()
        answer(to: Question(.deleteCard))
        expectEqual(answer(to: Question(.getCard))?["brand"], .null, "A removed card is gone")
        expectEqual(answer(to: Question(.getAutoTopup))?["enabled"], false, "Without a card nothing tops up by itself")
    }

    /// Sets up a card as a customer would, and compares it with what is then on file.
    mutating func putCardOnFile(declines: Bool = false) -> Bool {
        let intent = answer(to: Question(.setupIntent))
        let secret = intent?["clientSecret"]?.string ?? ""
        let id = secret.split(separator: "_secret_").first.map(String.init) ?? ""
        expect(
            ResourceKind.setupIntent.matches(id) && secret != id, "clientSecret has Stripe's form", "seti_…_secret_…",
            secret)
        expect(
            intent?["publishableKey"]?.string?.hasPrefix("pk_") == true, "publishableKey has Stripe's form",
            "pk_test_…",
            intent?["publishableKey"]?.text ?? "nothing")
        var outcome: JSONObject = ["outcome": "succeeded"]
        if declines { outcome["card"] = ["declines": true] }
        guard control(.post, "/setup/\(id)", body: .object(outcome)) != nil else { return false }
        let card = answer(to: Question(.getCard))
        for field in cardFields {
            expect(card?[field.name] != .null, "A card on file has all its fields", field.name, "null")
        }
        refusal(.cardAlreadyOnFile, of: Question(.setupIntent))
        return true
    }

    private mutating func askTopUpWithoutCard() {
        expectEqual(
            answer(to: Question(.setAutoTopup, body: ["enabled": false]))?["enabled"], false, "Auto top-up can be off")
        refusal(.validationFailed, of: setTopUp(threshold: 1000, amount: 5000))
        refusal(.validationFailed, of: Question(.setAutoTopup, body: ["enabled": true]))
    }

    private mutating func askTopUpWithCard() {
        for (threshold, amount) in [
            (Limits.autoTopupThresholdCents.lowerBound, Limits.autoTopupAmountCents.lowerBound),
            (Limits.autoTopupThresholdCents.upperBound, Limits.autoTopupAmountCents.upperBound),
        ] {
            let wanted: JSON = [
                "enabled": true, "thresholdCents": .integer(threshold), "topupAmountCents": .integer(amount),
            ]
            let set = answer(to: setTopUp(threshold: threshold, amount: amount))
            let kept = answer(to: Question(.getAutoTopup))
            for key in ["enabled", "thresholdCents", "topupAmountCents"] {
                expectEqual(set?[key], wanted[key], "Auto top-up takes the bounds")
                expectEqual(kept?[key], wanted[key], "Auto top-up keeps what was set")
            }
        }
        refusal(
            .validationFailed,
            of: Question(.setAutoTopup, body: ["enabled": true, "thresholdCents": 99, "topupAmountCents": 1000]))
        let off = answer(to: Question(.setAutoTopup, body: ["enabled": false]))
        expectEqual(
            off?["thresholdCents"], .integer(Limits.autoTopupThresholdCents.upperBound),
            "Switching off keeps the numbers")
    }

    func setTopUp(threshold: Int, amount: Int) -> Question {
        Question(
            .setAutoTopup,
            body: ["enabled": true, "thresholdCents": .integer(threshold), "topupAmountCents": .integer(amount)])
    }
}
