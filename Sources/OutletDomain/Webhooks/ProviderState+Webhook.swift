package import OutletContract
package import OutletWire

/// Applies Stripe's events.
///
/// Money is credited once, whichever of the events that report it comes first and however often each comes: events are
/// recognized by id, payments by intent, invoices by status. An event does not settle again what one of our own pages
/// has settled.
extension ProviderState {
    /// Handles one delivery: the `Stripe-Signature` header and the body's bytes as received.
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

    private mutating func apply(_ event: StripeEvent) throws(APIError) {
        switch event.kind {
        case .payment: try takePayment(event)
        case .cardSetUp: try takeCard(event)
        case .invoice(let outcome): settleInvoice(event, outcome)
        case .other: break
        }
    }

    /// The event names the user and the amount; if it does not, the checkout session does. A cancelled session can no
    /// longer be paid.
    private mutating func takePayment(_ event: StripeEvent) throws(APIError) {
        let said = try event.amount()
        guard event.isPaidTopUp, let objectId = event.objectId else { return }
        let index = stripe.checkouts.find(objectId)
        let session = index.map { stripe.checkouts[$0] }
        guard session?.status != .cancelled, let user = user(of: event, else: session?.user) else { return }
        guard let amount = said ?? session?.amount else { throw APIError.invalid("data.object.amount", "is required") }
        if let index { stripe.checkouts.pay(index) }
        guard amount > .zero else { return }
        // The session and the event may know the payment by different names.
        let names = [session?.paymentIntent, event.text("payment_intent") ?? objectId].compactMap(\.self)
        guard stripe.credit(names) else { return }
        receive(amount, as: .stripeTopup, from: user, stripeChargeId: event.text("latest_charge"))
    }

    private mutating func takeCard(_ event: StripeEvent) throws(APIError) {
        let card = try event.card()
        let setup = event.objectId.flatMap { stripe.setups.index(of: $0) }
        if let setup, stripe.setups[setup].status != .open { return }
        let owner = setup.map { stripe.setups[$0].user }
        guard let user = owner ?? user(of: event, else: nil), mayPutCardOnFile(for: user) else { return }
        if let setup { stripe.setups.succeed(setup) }
        putCardOnFile(card, pmId: event.text("payment_method"), for: user)
    }

    /// Leaves an invoice that is already settled or unknown as it is.
    private mutating func settleInvoice(_ event: StripeEvent, _ outcome: InvoiceOutcome) {
        guard let id = event.metadata("invoice_id") ?? event.objectId else { return }
        try? settleInvoice(id, outcome)
    }

    /// The user that an event names; `owner` if it names nobody, and nil if the user it names does not exist here.
    private func user(of event: StripeEvent, else owner: UserID?) -> UserID? {
        let users = accounts.rows.indices.map(UserID.init(index:))
        if let id = event.metadata("user_id") { return users.first { self[$0].id == id } }
        guard let customer = event.text("customer") else { return owner }
        return users.first { self[$0].customer == customer }
    }
}
