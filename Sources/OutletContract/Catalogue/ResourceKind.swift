package import OutletWire

/// The kinds of resources that have an id, and the form of each id.
///
/// Our own ids are a type prefix and a ULID; Stripe's ids keep Stripe's form.
package enum ResourceKind: String, CaseIterable, Sendable {
    case user = "usr_"
    case rental = "rent_"
    case key = "key_"
    case ledgerEntry = "led_"
    case listing = "lst_"
    case invoice = "inv_"
    case lineItem = "li_"
    case customer = "cus_"
    case request = "req_"
    case message = "msg_"
    case checkoutSession = "cs_test_"
    case setupIntent = "seti_"
    case paymentIntent = "pi_"
    case charge = "ch_"
    case paymentMethod = "pm_"
    case stripeInvoice = "in_"
    case event = "evt_"

    private var isStripe: Bool {
        switch self {
        case .user, .rental, .key, .ledgerEntry, .listing, .invoice, .lineItem, .customer, .request, .message: false
        case .checkoutSession, .setupIntent, .paymentIntent, .charge, .paymentMethod, .stripeInvoice, .event: true
        }
    }

    /// The id of the `ordinal`th resource of this kind: its time part comes from `moment`, the rest is a pure function
    /// of (seed, kind, ordinal). Stripe's ids carry no time.
    package func id(seed: Int, ordinal: Int, at moment: Instant) -> String {
        if !isStripe { return ByteSink.text { write(seed: seed, ordinal: ordinal, at: moment, into: &$0) } }
        var draw = SeededDraw(seed: seed, purpose: rawValue, ordinal: ordinal)
        return rawValue + draw.nextText(24, of: ResourceKind.alphanumerics)
    }

    /// The moment in an id of this kind; nil for other texts and for Stripe's kinds.
    package func moment(of id: String) -> Instant? {
        guard !isStripe, id.utf8.starts(with: rawValue.utf8) else { return nil }
        return ULID.moment(of: id.dropFirst(rawValue.count))
    }

    /// Appends the id, for a kind that is not Stripe's.
    package func write(seed: Int, ordinal: Int, at moment: Instant, into output: inout ByteSink) {
        // Always so: callers pass only our own kinds.
        precondition(!isStripe, "Stripe's ids are made as text")
        var draw = SeededDraw(seed: seed, purpose: rawValue, ordinal: ordinal)
        output.append(text: rawValue)
        ULID.append(at: moment, draw: &draw, to: &output)
    }

    /// An example id for documents.
    package var example: String { id(seed: 1, ordinal: 1, at: Instant(milliseconds: 1_780_819_200_000)) }

    /// A regular expression for OpenAPI that every id of this kind matches.
    package var pattern: String {
        isStripe ? "^\(rawValue)[A-Za-z0-9]+$" : "^\(rawValue)[0-9A-HJKMNP-TV-Z]{26}$"
    }

    /// Whether `id` has the form of this kind's ids.
    package func matches(_ id: String) -> Bool {
        guard id.utf8.starts(with: rawValue.utf8) else { return false }
        let rest = id.utf8.dropFirst(rawValue.utf8.count)
        if isStripe { return !rest.isEmpty && rest.allSatisfy(ResourceKind.alphanumerics.contains) }
        return rest.count == 26 && rest.allSatisfy(ULID.alphabet.contains)
    }

    private static let alphanumerics = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
}
