/// A card number that Stripe publishes for tests (docs.stripe.com/testing), and how it behaves.
package struct TestCard: Hashable, Sendable {
    package var number: String
    /// The brand as Stripe's API names it.
    package var brand: String
    /// Why it cannot be put on file; nil if it can.
    package var refusal: CardError?
    /// Whether it can be put on file but every payment with it is declined.
    package var declinesPayments = false

    package static let all: [TestCard] = [
        TestCard("4242424242424242", "visa"),
        TestCard("4000056655665556", "visa"),
        TestCard("5555555555554444", "mastercard"),
        TestCard("2223003122003222", "mastercard"),
        TestCard("5200828282828210", "mastercard"),
        TestCard("5105105105105100", "mastercard"),
        TestCard("378282246310005", "amex"),
        TestCard("371449635398431", "amex"),
        TestCard("6011111111111117", "discover"),
        TestCard("6011000990139424", "discover"),
        TestCard("6011981111111113", "discover"),
        TestCard("3056930009020004", "diners"),
        TestCard("36227206271667", "diners"),
        TestCard("6555900000604105", "discover"),
        TestCard("3566002020360505", "jcb"),
        TestCard("6200000000000005", "unionpay"),
        TestCard("6200000000000047", "unionpay"),
        TestCard("6205500000000000004", "unionpay"),
        TestCard("4000000000000341", "visa", declinesPayments: true),
        TestCard("4000000000000002", "visa", refusal: .declined("generic_decline")),
        TestCard("4000000000009995", "visa", refusal: .insufficientFunds),
        TestCard("4000000000009987", "visa", refusal: .declined("lost_card")),
        TestCard("4000000000009979", "visa", refusal: .declined("stolen_card")),
        TestCard("4000000000000069", "visa", refusal: .expired),
        TestCard("4000000000000127", "visa", refusal: .incorrectCVC),
        TestCard("4000000000000119", "visa", refusal: .processing),
        TestCard("4000000000006975", "visa", refusal: .declined("card_velocity_exceeded")),
    ]

    /// The card with this number, ignoring spaces and hyphens. A number that Stripe does not publish is refused as in
    /// Stripe's test mode: as incorrect, or as a real card.
    package init(number text: String) {
        let number = text.filter { !" -".contains($0) }
        if let known = TestCard.all.first(where: { $0.number == number }) {
            self = known
        } else {
            let refusal: CardError = TestCard.isCardNumber(number) ? .realCard : .incorrectNumber
            self.init(number, "unknown", refusal: refusal)
        }
    }

    package var last4: String { String(number.suffix(4)) }

    private init(_ number: String, _ brand: String, refusal: CardError? = nil, declinesPayments: Bool = false) {
        self.number = number
        self.brand = brand
        self.refusal = refusal
        self.declinesPayments = declinesPayments
    }

    /// Whether the text is 12 to 19 digits, the last of which is the check digit (ISO/IEC 7812, "Luhn").
    private static func isCardNumber(_ number: String) -> Bool {
        let digits = number.utf8.map { Int($0) - 48 }
        guard (12...19).contains(digits.count), digits.allSatisfy((0...9).contains) else { return false }
        let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
            let value = digit.offset % 2 == 1 ? digit.element * 2 : digit.element
            return sum + (value > 9 ? value - 9 : value)
        }
        return sum % 10 == 0
    }
}

/// Why Stripe or a bank refused a card, in the words of Stripe's API.
package struct CardError: Hashable, Sendable, Codable {
    package var code: String
    /// The bank's own reason, if the bank refused.
    package var declineCode: String?
    package var message: String

    package static let expired = CardError(code: "expired_card", message: "Your card has expired.")
    package static let expiryYearInThePast = CardError(
        code: "invalid_expiry_year", message: "Your card's expiration year is invalid.")
    package static let expiryMonthInThePast = CardError(
        code: "invalid_expiry_month", message: "Your card's expiration month is invalid.")
    package static let incorrectCVC = CardError(
        code: "incorrect_cvc", message: "Your card's security code is incorrect.")
    package static let incorrectNumber = CardError(
        code: "incorrect_number", message: "Your card number is incorrect.")
    package static let insufficientFunds = CardError(
        code: "card_declined", declineCode: "insufficient_funds", message: "Your card has insufficient funds.")
    package static let processing = CardError(
        code: "processing_error", message: "An error occurred while processing your card. Try again in a little bit.")
    package static let realCard = CardError(
        code: "card_declined", declineCode: "test_mode_live_card",
        message: "Your card was declined. Your request was in test mode, but used a non test card.")
    package static let generic = declined("generic_decline")

    package static func declined(_ declineCode: String) -> CardError {
        CardError(code: "card_declined", declineCode: declineCode, message: "Your card was declined.")
    }
}
