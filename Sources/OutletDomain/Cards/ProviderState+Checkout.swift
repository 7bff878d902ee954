package import OutletContract
package import OutletWire

/// Topping up the wallet.
extension ProviderState {
    /// Opens the checkout page, or charges the card on file at once.
    package mutating func checkout(_ input: Checkout, for user: UserID, links: Links) throws(APIError) -> JSON {
        guard settings.isBillingEnabled else { throw APIError(.billingDisabled) }
        try self[user].checkouts.take(settings.requestLimits.checkoutsPerHour, at: now, length: .hours(1))
        let card = self[user].card
        if card?.declines == true { throw APIError.invalid("card", "the card on file was declined") }
        let session = CheckoutSession(
            id: newId(.checkoutSession), user: user, amount: input.amount, paymentIntent: newId(.paymentIntent),
            createdAt: now)
        let index = stripe.checkouts.open(session)
        guard card == nil else {
            pay(index)
            return ["checkoutUrl": .null, "sessionId": .string(session.id)]
        }
        let url = links.absolute(Links.checkoutPath(session.id))
        return ["checkoutUrl": .string(url), "sessionId": .string(session.id)]
    }

    package var checkoutSessions: Blocks<CheckoutSession> { stripe.checkouts.rows }
    package var cardSetups: Blocks<CardSetup> { stripe.setups.rows }

    package func checkoutSession(_ id: String) -> CheckoutSession? { stripe.checkouts[id] }

    /// Plays the user and Stripe on the checkout page. With `saveCard`, the card that paid is put on file, unless there
    /// is one that may not be replaced.
    package mutating func settleCheckout(
        _ id: String, _ outcome: CheckoutOutcome, saveCard: Bool = false
    ) throws(SettleProblem) {
        let index = try stripe.checkouts.openIndex(of: id)
        switch outcome {
        case .paid:
            pay(index)
            let user = stripe.checkouts[index].user
            if saveCard && mayPutCardOnFile(for: user) { putCardOnFile(InitialState.Card(), for: user) }
        case .declined: break
        case .cancelled: stripe.checkouts.cancel(index)
        }
    }

    /// Marks a session as paid. The money is credited once, however often this is called.
    private mutating func pay(_ index: Int) {
        stripe.checkouts.pay(index)
        let session = stripe.checkouts[index]
        if stripe.credit([session.paymentIntent]) { receive(session.amount, as: .stripeTopup, from: session.user) }
    }

    /// Credits money and emails a receipt.
    mutating func receive(
        _ amount: Cents, as type: LedgerEntryType, from user: UserID, stripeChargeId: String? = nil
    ) {
        post(type, amount, to: user, stripeChargeId: stripeChargeId ?? newId(.charge))
        send(.receipt(amount: amount, total: self[user].wallet.total), to: user)
    }
}
