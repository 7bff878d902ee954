/// A length of time in milliseconds.
package struct Span: Hashable, Comparable, Sendable, Codable {
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

    package static let zero = Span(milliseconds: 0)
    package static func milliseconds(_ n: Int) -> Span { Span(milliseconds: n) }
    package static func seconds(_ n: Int) -> Span { Span(milliseconds: n * 1000) }
    package static func minutes(_ n: Int) -> Span { .seconds(n * 60) }
    package static func hours(_ n: Int) -> Span { .minutes(n * 60) }
    package static func days(_ n: Int) -> Span { .hours(n * 24) }

    package static func < (a: Span, b: Span) -> Bool { a.milliseconds < b.milliseconds }
    package static func + (a: Span, b: Span) -> Span { Span(milliseconds: a.milliseconds + b.milliseconds) }
    package static func - (a: Span, b: Span) -> Span { Span(milliseconds: a.milliseconds - b.milliseconds) }
    package static func * (span: Span, n: Int) -> Span { Span(milliseconds: span.milliseconds * n) }

    /// Whole seconds, rounded down.
    package var wholeSeconds: Int { milliseconds >= 0 ? milliseconds / 1000 : -((999 - milliseconds) / 1000) }
    /// Whole seconds, rounded up: what `Retry-After` says.
    package var wholeSecondsRoundedUp: Int { -Span(milliseconds: -milliseconds).wholeSeconds }
}
