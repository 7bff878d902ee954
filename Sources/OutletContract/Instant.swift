/// A moment: milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
package struct Instant: Hashable, Comparable, Sendable, Codable {
    package var milliseconds: Int

    package init(milliseconds: Int) { self.milliseconds = milliseconds }

    /// As a bare number of milliseconds.
    package init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    package static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }
    package static func + (moment: Instant, span: Span) -> Instant {
        Instant(milliseconds: moment.milliseconds + span.milliseconds)
    }
    package static func - (moment: Instant, span: Span) -> Instant {
        Instant(milliseconds: moment.milliseconds - span.milliseconds)
    }
    package static func - (a: Instant, b: Instant) -> Span { Span(milliseconds: a.milliseconds - b.milliseconds) }

    /// Whole seconds since 1970, rounded down: what the API shows.
    package var unixSeconds: Int {
        milliseconds >= 0 ? milliseconds / 1000 : -((999 - milliseconds) / 1000)
    }
}
