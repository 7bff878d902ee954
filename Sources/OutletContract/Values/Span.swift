/// A length of time in milliseconds, at most ten thousand years either way.
///
/// Arithmetic saturates instead of overflowing: a longer wait is a wait for ever, whatever its exact length. So no
/// number of seconds in a header, a file or a flag can crash the process.
package struct Span: Hashable, Comparable, Sendable, Codable {
    package let milliseconds: Int

    @inlinable package init(milliseconds: Int) {
        self.milliseconds = min(max(milliseconds, -Span.farthest), Span.farthest)
    }

    /// Decodes a bare number of milliseconds, from zero to ten thousand years: stored lengths are never negative.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let milliseconds = try container.decode(Int.self)
        guard (0...Span.farthest).contains(milliseconds) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "must be from 0 to \(Span.farthest) milliseconds")
        }
        self.milliseconds = milliseconds
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    /// Ten thousand years of 365.25 days. Twice this is far below 2⁶³, so sums and differences of two spans, or of a
    /// moment and a span, are exact before they are clamped.
    @inlinable package static var farthest: Int { 315_576_000_000_000 }

    package static let zero = Span(milliseconds: 0)
    @inlinable package static func milliseconds(_ n: Int) -> Span { Span(milliseconds: n) }
    @inlinable package static func seconds(_ n: Int) -> Span { Span(milliseconds: 1000) * n }
    @inlinable package static func minutes(_ n: Int) -> Span { Span(milliseconds: 60_000) * n }
    @inlinable package static func hours(_ n: Int) -> Span { Span(milliseconds: 3_600_000) * n }
    @inlinable package static func days(_ n: Int) -> Span { Span(milliseconds: 86_400_000) * n }

    @inlinable package static func < (a: Span, b: Span) -> Bool { a.milliseconds < b.milliseconds }
    @inlinable package static func + (a: Span, b: Span) -> Span { Span(milliseconds: a.milliseconds + b.milliseconds) }
    @inlinable package static func - (a: Span, b: Span) -> Span { Span(milliseconds: a.milliseconds - b.milliseconds) }
    @inlinable package static func * (span: Span, n: Int) -> Span {
        Span(milliseconds: span.milliseconds.saturatingProduct(n))
    }

    /// Whole seconds, rounded down.
    package var wholeSeconds: Int { milliseconds >= 0 ? milliseconds / 1000 : -((999 - milliseconds) / 1000) }
    /// Whole seconds, rounded up, as in `Retry-After`.
    package var wholeSecondsRoundedUp: Int { -Span(milliseconds: -milliseconds).wholeSeconds }
}
