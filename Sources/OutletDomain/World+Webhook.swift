package import OutletContract
package import OutletWire

/// What Stripe's events do.
///
/// A credit happens once, whichever of the events that report it comes first and however often each comes: an event is
/// known by its id, a payment by its intent, an invoice by its state. What a page of ours has settled already, an event
/// about it does not settle again.
extension World {
    /// Takes one delivery: the `Stripe-Signature` header and the bytes as they came.
    package mutating func stripeWebhook(signature: String?, body: [UInt8]) throws(APIError) -> JSON {
        do {
            try StripeSignature.verify(signature, body: body, secret: settings.webhookSecret, now: now)
        } catch {
            throw APIError(.invalidSignature, details: [FieldProblem("Stripe-Signature", error.sentence)])
        }
        let event = try StripeEvent(body)
        guard !stripe.events.contains(event.id) else { return ["received": true, "duplicate": true] }
        try apply(event)
        stripe.events.insert(event.id)
        return ["received": true]
    }

    /// Stripe's id of a user, the same in any world of a seed.
    package func customerId(of user: UserID) -> String {
        ResourceKind.customer.id(seed: seed, ordinal: user.place + 1, at: self[user].createdAt)
    }

    private mutating func apply(_ event: StripeEvent) throws(APIError) {
        switch event.kind {
        case .payment: try takePayment(event)
        case .cardSetUp: takeCard(event)
        case .invoice(let outcome): settleInvoice(event, outcome)
        case .other: break
        }
    }

    private mutating func takePayment(_ event: StripeEvent) throws(APIError) {
        let amount = try event.amount()
        guard event.isPaidTopUp, let objectId = event.objectId else { return }
        let payment = event.text("payment_intent") ?? objectId
        if let session = placeOfCheckout(objectId) {
            finish(session, payment: payment, stripeChargeId: event.text("latest_charge"))
        } else if let user = user(of: event) {
            guard let amount else { throw APIError.invalid("data.object.amount", "is required") }
            guard amount > .zero else { return }
            credit(amount, to: user, payment: payment, stripeChargeId: event.text("latest_charge"))
        }
    }

    /// A session of ours was paid, under a name of its payment that only the event knows.
    private mutating func finish(_ session: Int, payment: String, stripeChargeId: String?) {
        if stripe.payments.contains(payment) {
            // Another event has brought this money.
            stripe.checkouts[session].status = .paid
            stripe.payments.insert(stripe.checkouts[session].paymentIntent)
        } else {
            pay(session, stripeChargeId: stripeChargeId)
            stripe.payments.insert(payment)
        }
    }

    /// By the session's own id or its payment's.
    private func placeOfCheckout(_ id: String) -> Int? {
        stripe.checkouts.place(of: id) ?? stripe.checkouts.rows.firstIndex { $0.paymentIntent == id }
    }

    private mutating func takeCard(_ event: StripeEvent) {
        let setup = event.objectId.flatMap { stripe.setups.place(of: $0) }
        if let setup, stripe.setups[setup].status != .open { return }
        let owner = setup.map { stripe.setups[$0].user }
        guard let user = owner ?? user(of: event), mayPutCardOnFile(for: user) else { return }
        if let setup { stripe.setups[setup].status = .succeeded }
        putCardOnFile(event.card, pmId: event.text("payment_method"), for: user)
    }

    /// What is settled already, or not ours, stays as it is.
    private mutating func settleInvoice(_ event: StripeEvent, _ outcome: InvoiceOutcome) {
        guard let id = event.metadata("invoice_id") ?? event.objectId else { return }
        try? settleInvoice(id, outcome)
    }

    private func user(of event: StripeEvent) -> UserID? {
        let users = accounts.rows.indices.map(UserID.init(place:))
        if let id = event.metadata("user_id") { return users.first { self[$0].id == id } }
        guard let customer = event.text("customer") else { return nil }
        return users.first { customerId(of: $0) == customer }
    }
}

extension StripeEvent {
    /// The card as far as the event shows it, and a common test card for the rest.
    fileprivate var card: Opening.Card {
        var card = Opening.Card()
        guard let shown = object["payment_method"]?["card"] else { return card }
        card.brand = shown["brand"]?.string ?? card.brand
        card.last4 = shown["last4"]?.string ?? card.last4
        card.expMonth = shown["exp_month"]?.wholeNumber ?? card.expMonth
        card.expYear = shown["exp_year"]?.wholeNumber ?? card.expYear
        return card
    }
}
