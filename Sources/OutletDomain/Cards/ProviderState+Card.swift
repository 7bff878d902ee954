package import OutletContract
package import OutletWire

/// The card on file.
extension ProviderState {
    /// Five fields, all null if there is no card.
    package func getCard(for user: UserID) -> JSON {
        let card = self[user].card
        return [
            "brand": .optional(card?.brand), "last4": .optional(card?.last4), "expMonth": .optional(card?.expMonth),
            "expYear": .optional(card?.expYear), "pmId": .optional(card?.pmId),
        ]
    }

    /// Removes the card and turns auto top-up off.
    package mutating func deleteCard(for user: UserID) throws(APIError) -> JSON {
        guard settings.isBillingEnabled else { throw APIError(.billingDisabled) }
        guard self[user].card != nil else { throw APIError(.notFound) }
        removeCard(of: user)
        return ["ok": true]
    }

    mutating func removeCard(of user: UserID) {
        self[user].card = nil
        self[user].autoTopup.isEnabled = false
    }

    /// Begins to put a card on file; the setup page, or a caller that plays Stripe, ends it.
    package mutating func setupIntent(for user: UserID) throws(APIError) -> JSON {
        guard settings.isBillingEnabled else { throw APIError(.billingDisabled) }
        guard mayPutCardOnFile(for: user) else { throw APIError(.cardAlreadyOnFile) }
        let id = newId(.setupIntent)
        var draw = nextDraw("setup secret")
        let setup = CardSetup(
            id: id, clientSecret: "\(id)_secret_\(draw.nextText(24, of: ProviderState.alphanumerics))", user: user,
            createdAt: now)
        stripe.setups.open(setup)
        return ["clientSecret": .string(setup.clientSecret), "publishableKey": .string(publishableKey)]
    }

    /// Finds a setup by its id or its whole client secret.
    package func cardSetup(_ idOrSecret: String) -> CardSetup? {
        stripe.setups.find(idOrSecret).map { stripe.setups[$0] }
    }

    /// Plays the user and Stripe on the setup form.
    /// - Parameter error: why a declined card is declined.
    package mutating func settleSetup(
        _ idOrSecret: String, _ outcome: SetupOutcome, card: InitialState.Card = InitialState.Card(),
        error: CardError = .generic
    ) throws(SettleProblem) {
        let index = try stripe.setups.openIndex(of: idOrSecret)
        let user = stripe.setups[index].user
        guard outcome != .succeeded || mayPutCardOnFile(for: user) else { throw .cardAlreadyOnFile }
        stripe.setups.settle(index, outcome, error: error)
        if outcome == .succeeded { putCardOnFile(card, for: user) }
    }

    /// Applies a card number entered on the setup form, as in Stripe's test mode: returns the card, with the number's
    /// brand and last digits, and the reason if it is declined.
    /// - Parameter card: the other fields of the form.
    package func judge(_ card: InitialState.Card, number: String) -> (card: InitialState.Card, error: CardError?) {
        card.judged(by: number, at: now)
    }

    func mayPutCardOnFile(for user: UserID) -> Bool {
        self[user].card == nil || settings.secondCard == .replace
    }

    mutating func putCardOnFile(_ card: InitialState.Card, pmId: String? = nil, for user: UserID) {
        self[user].card = Card(
            brand: card.brand, last4: card.last4, expMonth: card.expMonth, expYear: card.expYear,
            pmId: pmId ?? newId(.paymentMethod), declines: card.declines)
    }

    /// The same in every answer of a world.
    private var publishableKey: String {
        var draw = SeededDraw(seed: seed, purpose: "publishable key", ordinal: 1)
        return "pk_test_" + draw.nextText(24, of: ProviderState.alphanumerics)
    }

    private static let alphanumerics = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
}
