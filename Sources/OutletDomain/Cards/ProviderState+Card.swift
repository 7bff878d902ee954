package import OutletContract
package import OutletWire

/// The card on file.
extension ProviderState {
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
        removeCard(of: user)
        return ["ok": true]
    }

    mutating func removeCard(of user: UserID) {
        self[user].card = nil
        self[user].autoTopup.isEnabled = false
    }

    /// Begins to put a card on file; the setup page, or whoever plays Stripe, ends it.
    package mutating func setupIntent(for user: UserID) throws(APIError) -> JSON {
        guard settings.isBillingEnabled else { throw APIError(.billingDisabled) }
        guard mayPutCardOnFile(for: user) else { throw APIError(.cardAlreadyOnFile) }
        let id = newId(.setupIntent)
        var draw = nextDraw("setup secret")
        let setup = CardSetup(
            id: id, clientSecret: "\(id)_secret_\(draw.nextText(24, of: ProviderState.alphanumerics))", user: user,
            createdAt: now)
        stripe.setups.append(setup)
        return ["clientSecret": .string(setup.clientSecret), "publishableKey": .string(publishableKey)]
    }

    /// By the setup's id or its whole client secret.
    package func cardSetup(_ idOrSecret: String) -> CardSetup? {
        indexOfSetup(idOrSecret).map { stripe.setups[$0] }
    }

    /// Plays the user and Stripe on the setup form. A declined card leaves what Stripe leaves: no card on file, the
    /// reason, and a setup that waits for another card.
    /// - Parameter error: why a declined card is declined.
    package mutating func settleSetup(
        _ idOrSecret: String, _ outcome: SetupOutcome, card: InitialState.Card = InitialState.Card(),
        error: CardError = .generic
    ) throws(SettleProblem) {
        guard let index = indexOfSetup(idOrSecret) else { throw .unknown }
        let setup = stripe.setups[index]
        guard setup.status == .open else { throw .alreadySettled }
        switch outcome {
        case .succeeded:
            guard mayPutCardOnFile(for: setup.user) else { throw .cardAlreadyOnFile }
            stripe.setups[index].status = .succeeded
            stripe.setups[index].lastError = nil
            putCardOnFile(card, for: setup.user)
        case .declined: stripe.setups[index].lastError = error
        case .cancelled: stripe.setups[index].status = .cancelled
        }
    }

    /// What comes of a card's number on the setup form, as in Stripe's test mode: the card, with the brand and the digits
    /// of the number, and why it is refused, if it is.
    /// - Parameter card: what else the form says.
    package func judge(_ card: InitialState.Card, number: String) -> (card: InitialState.Card, error: CardError?) {
        let testCard = TestCard(number: number)
        var card = card
        card.brand = testCard.brand
        card.last4 = testCard.last4
        card.declines = card.declines || testCard.declinesPayments
        return (card, testCard.refusal ?? expiryError(card))
    }

    /// A card is good until its month ends.
    private func expiryError(_ card: InitialState.Card) -> CardError? {
        let today = CivilDate(daysSince1970: CivilDate.quotient(now.unixSeconds, 86_400))
        if card.expYear < today.year { return .expiryYearInThePast }
        return card.expYear == today.year && card.expMonth < today.month ? .expiryMonthInThePast : nil
    }

    func mayPutCardOnFile(for user: UserID) -> Bool {
        self[user].card == nil || settings.secondCard == .replace
    }

    mutating func putCardOnFile(_ card: InitialState.Card, pmId: String? = nil, for user: UserID) {
        self[user].card = Card(
            brand: card.brand, last4: card.last4, expMonth: card.expMonth, expYear: card.expYear,
            pmId: pmId ?? newId(.paymentMethod), declines: card.declines)
    }

    private func indexOfSetup(_ idOrSecret: String) -> Int? {
        stripe.setups.index(of: idOrSecret) ?? stripe.setups.rows.firstIndex { $0.clientSecret == idOrSecret }
    }

    /// The same in every answer of a world.
    private var publishableKey: String {
        var draw = SeededDraw(seed: seed, purpose: "publishable key", ordinal: 1)
        return "pk_test_" + draw.nextText(24, of: ProviderState.alphanumerics)
    }

    private static let alphanumerics = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
}
