package import OutletContract
package import OutletWire

/// The card on file.
extension World {
    /// Five fields, all null where there is no card.
    package func getCard(for user: UserID) -> JSON {
        let card = self[user].card
        return [
            "brand": .optional(card?.brand), "last4": .optional(card?.last4), "expMonth": .optional(card?.expMonth),
            "expYear": .optional(card?.expYear), "pmId": .optional(card?.pmId),
        ]
    }

    /// Takes the card away, and auto top-up with it.
    package mutating func deleteCard(for user: UserID) throws(APIError) -> JSON {
        guard settings.isBillingEnabled else { throw APIError(.billingDisabled) }
        guard self[user].card != nil else { throw APIError(.notFound) }
        self[user].card = nil
        self[user].autoTopup.isEnabled = false
        return ["ok": true]
    }

    /// Begins to put a card on file; the setup page, or whoever plays Stripe, ends it.
    package mutating func setupIntent(for user: UserID) throws(APIError) -> JSON {
        guard settings.isBillingEnabled else { throw APIError(.billingDisabled) }
        guard mayPutCardOnFile(for: user) else { throw APIError(.cardAlreadyOnFile) }
        let id = newId(.setupIntent)
        var draw = nextDraw("setup secret")
        let setup = CardSetup(
            id: id, clientSecret: "\(id)_secret_\(draw.nextText(24, of: World.alphanumerics))", user: user,
            createdAt: now)
        stripe.setups.append(setup)
        return ["clientSecret": .string(setup.clientSecret), "publishableKey": .string(publishableKey)]
    }

    /// By the setup's id or its whole client secret.
    package func cardSetup(_ idOrSecret: String) -> CardSetup? {
        placeOfSetup(idOrSecret).map { stripe.setups[$0] }
    }

    /// Plays the user and Stripe on the setup form.
    package mutating func settleSetup(
        _ idOrSecret: String, _ outcome: SetupOutcome, card: Opening.Card = Opening.Card()
    ) throws(SettleProblem) {
        guard let place = placeOfSetup(idOrSecret) else { throw .unknown }
        let setup = stripe.setups[place]
        guard setup.status == .open else { throw .alreadySettled }
        switch outcome {
        case .succeeded:
            guard mayPutCardOnFile(for: setup.user) else { throw .cardAlreadyOnFile }
            stripe.setups[place].status = .succeeded
            putCardOnFile(card, for: setup.user)
        case .declined: break
        case .cancelled: stripe.setups[place].status = .cancelled
        }
    }

    func mayPutCardOnFile(for user: UserID) -> Bool {
        self[user].card == nil || settings.secondCard == .replace
    }

    mutating func putCardOnFile(_ card: Opening.Card, pmId: String? = nil, for user: UserID) {
        self[user].card = Card(
            brand: card.brand, last4: card.last4, expMonth: card.expMonth, expYear: card.expYear,
            pmId: pmId ?? newId(.paymentMethod), declines: card.declines)
    }

    private func placeOfSetup(_ idOrSecret: String) -> Int? {
        stripe.setups.place(of: idOrSecret) ?? stripe.setups.rows.firstIndex { $0.clientSecret == idOrSecret }
    }

    /// The same in every answer of a world.
    private var publishableKey: String {
        var draw = SeededDraw(seed: seed, purpose: "publishable key", ordinal: 1)
        return "pk_test_" + draw.nextText(24, of: World.alphanumerics)
    }

    private static let alphanumerics = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
}
