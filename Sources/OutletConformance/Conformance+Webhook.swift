import OutletContract
import OutletWire

/// Stripe's webhooks: refused unless signed, and each event processed once.
extension Conformance {
    mutating func askWebhook() {
        guard mayWrite else { return }
        let event: JSON = [
            "id": .string("evt_conform\(settings.label)"), "type": "conform.ignored", "data": ["object": [:]],
        ]
        refusal(.invalidSignature, of: Question(.stripeWebhook, body: event))
        let forged = StripeSignature.sign(event.bytes, secret: "not-the-secret", at: worldTime())
        refusal(.invalidSignature, of: Question(.stripeWebhook, body: event).with("Stripe-Signature", forged))
        guard let secret = webhookSecret() else {
            report.omit("Signed webhooks: no --webhook-secret was given")
            return
        }
        let old = worldTime() - (StripeSignature.tolerance + .seconds(2))
        refusal(.invalidSignature, of: signed(event, secret, at: old))
        let first = answer(to: signed(event, secret, at: worldTime()))
        expectEqual(first, ["received": true], "A new event is received")
        let again = answer(to: signed(event, secret, at: worldTime()))
        expectEqual(again, ["received": true, "duplicate": true], "An event that came before is a duplicate")
        let ahead = answer(to: signed(event, secret, at: worldTime() + .hours(1)))
        expectEqual(ahead, ["received": true, "duplicate": true], "A signature from the future is good")
        for body in ["[]", "{\"id\":", "{}"] {
            let bytes = Array(body.utf8)
            let signature = StripeSignature.sign(bytes, secret: secret, at: worldTime())
            let question = Question(.stripeWebhook).sending(.bytes(bytes, contentType: "application/json"))
            refusal(.validationFailed, of: question.with("Stripe-Signature", signature))
        }
        askAliases(secret)
    }

    /// The secret from the settings, else at this double the one in its scenario or the default.
    private mutating func webhookSecret() -> String? {
        if let secret = settings.webhookSecret { return secret }
        guard isDouble else { return nil }
        return control(.get, "/scenario")?["given"]?["webhookSecret"]?.string ?? "whsec_test"
    }

    private func signed(_ event: JSON, _ secret: String, at moment: Instant) -> Question {
        Question(.stripeWebhook, body: event).with(
            "Stripe-Signature", StripeSignature.sign(event.bytes, secret: secret, at: moment))
    }

    private mutating func askAliases(_ secret: String) {
        for (index, path) in Operation.stripeWebhook.row.aliases.enumerated() {
            let event: JSON = [
                "id": .string("evt_conform\(settings.label)alias\(index)"), "type": "conform.ignored",
                "data": ["object": [:]],
            ]
            let fields = [
                HeaderField("Content-Type", "application/json"),
                HeaderField("Stripe-Signature", StripeSignature.sign(event.bytes, secret: secret, at: worldTime())),
            ]
            let request = Request(method: .post, target: path, headers: fields, body: event.bytes)
            if let response = send(request, about: .stripeWebhook) { _ = expectStatus(200, of: response) }
        }
    }

    /// Checks that a payment that Stripe reports twice is credited once.
    mutating func askCredit(to user: String) {
        guard mayWrite, isOwnSession, let secret = webhookSecret() else { return }
        let before = totalCents()
        let event: JSON = [
            "id": .string("evt_conform\(settings.label)pay"), "type": "payment_intent.succeeded",
            "data": [
                "object": [
                    "id": .string("pi_conform\(settings.label)"), "object": "payment_intent", "amount": 700,
                    "amount_received": 700, "currency": "usd", "status": "succeeded",
                    "metadata": ["user_id": .string(user)],
                ]
            ],
        ]
        answer(to: signed(event, secret, at: worldTime()))
        answer(to: signed(event, secret, at: worldTime()))
        guard let before, let after = totalCents() else { return }
        subject = (.stripeWebhook, "POST \(Operation.stripeWebhook.path)")
        let credited = before.saturatingSum(700)
        expect(after == credited, "A payment is credited once", "\(credited)", "\(after)")
    }

    mutating func totalCents() -> Int? { answer(to: Question(.balance))?["totalCents"]?.integer }
}
