/// Why a webhook's `Stripe-Signature` is refused.
package enum StripeSignatureProblem: Error, Hashable, Sendable {
    case missing
    /// No `t` that is a whole number of seconds, or an element that is not `name=value`.
    case malformed
    /// A time, but no signature in the scheme `v1`.
    case unsigned
    /// Signed, but not this body with this secret.
    case wrong
    /// Signed correctly, but this long ago.
    case tooOld(Span)

    package var sentence: String {
        switch self {
        case .missing: "The Stripe-Signature header is missing."
        case .malformed: "The Stripe-Signature header must read t=<unix seconds>,v1=<hexadecimal HMAC-SHA256>."
        case .unsigned: "The Stripe-Signature header carries no v1 signature."
        case .wrong: "No v1 signature matches this body and the endpoint's secret."
        case .tooOld(let age):
            "The signature is \(age.wholeSeconds) s old; at most \(StripeSignature.tolerance.wholeSeconds) s are tolerated."
        }
    }
}
