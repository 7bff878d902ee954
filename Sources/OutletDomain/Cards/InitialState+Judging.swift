import OutletContract
import OutletWire

extension InitialState.Card {
    /// Applies a card number entered on a form: returns the card, with the number's brand and last digits, and the
    /// reason if it is declined.
    func judged(by number: String, at now: Instant) -> (card: InitialState.Card, error: CardError?) {
        let testCard = TestCard(number: number)
        var card = self
        card.brand = testCard.brand
        card.last4 = testCard.last4
        card.declines = declines || testCard.declinesPayments
        return (card, testCard.refusal ?? expiryError(at: now))
    }

    /// A card is valid until the end of its month.
    private func expiryError(at now: Instant) -> CardError? {
        let today = CivilDate(daysSince1970: CivilDate.quotient(now.unixSeconds, 86_400))
        if expYear < today.year { return .expiryYearInThePast }
        return expYear == today.year && expMonth < today.month ? .expiryMonthInThePast : nil
    }
}
