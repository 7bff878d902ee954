import OutletContract
import OutletWire

extension InitialState.Card {
    /// What comes of this card's number on a form: the card, with the brand and the digits of the number, and why it is
    /// refused, if it is.
    func judged(by number: String, at now: Instant) -> (card: InitialState.Card, error: CardError?) {
        let testCard = TestCard(number: number)
        var card = self
        card.brand = testCard.brand
        card.last4 = testCard.last4
        card.declines = declines || testCard.declinesPayments
        return (card, testCard.refusal ?? expiryError(at: now))
    }

    /// A card is good until its month ends.
    private func expiryError(at now: Instant) -> CardError? {
        let today = CivilDate(daysSince1970: CivilDate.quotient(now.unixSeconds, 86_400))
        if expYear < today.year { return .expiryYearInThePast }
        return expYear == today.year && expMonth < today.month ? .expiryMonthInThePast : nil
    }
}
