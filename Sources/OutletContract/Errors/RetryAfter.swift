import OutletWire

/// What the field `Retry-After` says (RFC 9110 §10.2.3).
package enum RetryAfter: Hashable, Sendable {
    /// So long after the answer.
    case span(Span)
    /// Not before this moment.
    case date(Instant)

    /// Nil for what is neither whole seconds nor a date.
    package init?(_ field: String) {
        if !field.isEmpty, field.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            guard let seconds = Int(field) else { return nil }
            self = .span(.seconds(seconds))
        } else {
            guard let seconds = HTTPDate.unixSeconds(field) else { return nil }
            self = .date(Instant(milliseconds: 0) + .seconds(seconds))
        }
    }

    /// How long that is for whoever reads it at `now`.
    package func wait(from now: Instant) -> Span {
        switch self {
        case .span(let span): span
        case .date(let date): max(.zero, date - now)
        }
    }
}
