import OutletContract
import OutletWire

/// One event of Stripe's webhook, as far as this API handles it: every other type is `.other`.
struct StripeEvent {
    enum Kind {
        /// A payment that was received: `checkout.session.completed` or `payment_intent.succeeded`.
        case payment
        case cardSetUp
        case invoice(InvoiceOutcome)
        case other
    }

    let id: String
    let type: String
    /// What the event is about: `data.object`.
    let object: JSONObject

    /// Reads a body; members beyond the API's shape are allowed.
    init(_ body: [UInt8]) throws(APIError) {
        let document: JSON
        do {
            document = try JSON.parse(body, maximumBytes: Limits.bodyBytes)
        } catch {
            throw APIError.invalid("body", "is not JSON: \(error)")
        }
        guard let event = document.object else { throw APIError.invalid("body", "must be an object") }
        try Operation.stripeWebhook.bodyShape?.check(event)
        id = event.checkedText("id")
        type = event.checkedText("type")
        object = event["data"]?["object"]?.object ?? [:]
    }

    var kind: Kind {
        switch type {
        case "checkout.session.completed", "payment_intent.succeeded": .payment
        case "setup_intent.succeeded": .cardSetUp
        case "invoice.paid", "invoice.payment_succeeded": .invoice(.paid)
        case "invoice.voided": .invoice(.voided)
        case "invoice.marked_uncollectible": .invoice(.uncollectible)
        default: .other
        }
    }

    /// The id of the event's object (`cs_…`, `pi_…`, `seti_…`, `in_…`).
    var objectId: String? { text("id") }

    /// Whether the wallet has received money. A session may be completed before a slow payment method has paid, or only
    /// to set up a card; and an intent that pays an invoice is not a top-up.
    var isPaidTopUp: Bool {
        object["payment_status"] != "unpaid" && object["mode"] != "setup"
            && (type != "payment_intent.succeeded" || text("invoice") == nil)
    }

    /// The amount; nil if the event names none. Zero is legal and credits nothing.
    func amount() throws(APIError) -> Cents? {
        let name = object["amount_total"] == nil || object["amount_total"] == .null ? "amount" : "amount_total"
        guard let value = object[name], value != .null else { return nil }
        guard let number = value.wholeNumber, StripeEvent.amounts.contains(number) else {
            throw APIError.invalid(
                "data.object.\(name)", "must be a whole number from 0 to \(StripeEvent.amounts.upperBound)")
        }
        return Cents(number)
    }

    /// The card as far as the event shows it, completed from a common test card.
    func card() throws(APIError) -> InitialState.Card {
        var card = InitialState.Card()
        guard let shown = object["payment_method"]?["card"]?.object else { return card }
        try StripeEvent.cardInEvent.check(["data": ["object": ["payment_method": ["card": .object(shown)]]]])
        card.brand = shown["brand"]?.string ?? card.brand
        card.last4 = shown["last4"]?.string ?? card.last4
        card.expMonth = shown["exp_month"]?.wholeNumber ?? card.expMonth
        card.expYear = shown["exp_year"]?.wholeNumber ?? card.expYear
        return card
    }

    /// The shape of a card inside an event, limited to what the API's own answers can show.
    private static let cardInEvent = [
        "card", "payment_method", "object", "data",
    ].reduce(
        Shape(
            [
                Field("brand", .text(Limits.cardBrandCharacters), "visa, mastercard …", optional: true),
                Field("last4", .digits(4), "The last digits of its number", optional: true),
                Field("exp_month", .integer(Limits.cardMonths), "When it expires", optional: true),
                Field("exp_year", .integer(Limits.cardYears), "When it expires", optional: true),
            ], isOpen: true)
    ) { shape, name in Shape([Field(name, .object(shape), "What holds it")]) }

    /// The text of a member, or the `id` of the object there: Stripe shows an object by its id or whole.
    func text(_ name: String) -> String? { object[name]?.string ?? object[name]?["id"]?.string }

    func metadata(_ name: String) -> String? { object["metadata"]?[name]?.string }

    /// Eight digits: the most that Stripe charges at once
    /// (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts).
    private static let amounts = 0...99_999_999
}
