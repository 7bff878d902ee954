/// A moment: milliseconds since 1970-01-01T00:00:00Z, without leap seconds, in the years 0 to 9999, which ISO 8601
/// writes with four digits. Arithmetic saturates: time stops at the end of the year 9999.
package struct Instant: Hashable, Comparable, Sendable, Codable {
    package let milliseconds: Int

    @inlinable package init(milliseconds: Int) {
        self.milliseconds = min(max(milliseconds, Instant.range.lowerBound), Instant.range.upperBound)
    }

    /// Decodes a bare number of milliseconds in the range.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let milliseconds = try container.decode(Int.self)
        guard Instant.range.contains(milliseconds) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "must be a moment of the years 0 to 9999, in milliseconds since 1970")
        }
        self.milliseconds = milliseconds
    }

    /// From 0000-01-01T00:00:00.000Z to 9999-12-31T23:59:59.999Z.
    @inlinable package static var range: ClosedRange<Int> { -62_167_219_200_000...253_402_300_799_999 }
    package static let last = Instant(milliseconds: range.upperBound)

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    @inlinable package static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }
    @inlinable package static func + (moment: Instant, span: Span) -> Instant {
        Instant(milliseconds: moment.milliseconds + span.milliseconds)
    }
    @inlinable package static func - (moment: Instant, span: Span) -> Instant {
        Instant(milliseconds: moment.milliseconds - span.milliseconds)
    }
    @inlinable package static func - (a: Instant, b: Instant) -> Span {
        Span(milliseconds: a.milliseconds - b.milliseconds)
    }

    /// Whole seconds since 1970, rounded down: what the API shows.
    package var unixSeconds: Int {
        milliseconds >= 0 ? milliseconds / 1000 : -((999 - milliseconds) / 1000)
    }
}
