import OutletWire

/// The value of a `Retry-After` field (RFC 9110 §10.2.3).
package enum RetryAfter: Hashable, Sendable {
    /// This long after the answer.
    case span(Span)
    /// Not before this moment.
    case date(Instant)

    /// Nil if the field is neither whole seconds nor a date.
    package init?(_ field: String) {
        if !field.isEmpty, field.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            guard let seconds = Int(field) else { return nil }
            self = .span(.seconds(seconds))
        } else {
            guard let seconds = HTTPDate.unixSeconds(field) else { return nil }
            self = .date(Instant(milliseconds: 0) + .seconds(seconds))
        }
    }

    /// The time left to wait at `now`.
    package func wait(from now: Instant) -> Span {
        switch self {
        case .span(let span): span
        case .date(let date): max(.zero, date - now)
        }
    }
}
