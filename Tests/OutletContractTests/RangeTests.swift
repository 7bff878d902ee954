import Testing

@testable import OutletContract

@Suite("Ranges of time and money")
struct RangeTests {
    private static let extremes = [Int.min, Int.min + 1, -1, 0, 1, Int.max - 1, Int.max]

    @Test("No number makes a span or a moment that arithmetic cannot take", arguments: extremes, extremes)
    func arithmetic(a: Int, b: Int) {
        let spans = [Span(milliseconds: a), .seconds(a), .minutes(a), .hours(a), .days(a), .seconds(1) * a]
        let others = [Span(milliseconds: b), .days(b)]
        for (span, other) in spans.flatMap({ span in others.map { (span, $0) } }) {
            #expect(span + other - other <= Span(milliseconds: .max))
            #expect(span.wholeSecondsRoundedUp >= span.wholeSeconds)
            let moment = Instant(milliseconds: a) + span - other
            #expect(moment <= .last)
            #expect(Instant(iso8601: moment.iso8601) != nil || moment < Instant(milliseconds: 0))
        }
        #expect((Cents(a) + Cents(b) - Cents(a)).value <= .max)
        #expect((-Cents(a) * b).value <= .max)
    }

    @Test("Time ends with the year 9999, and a span with ten thousand years")
    func bounds() {
        #expect(Instant(milliseconds: .max).iso8601Milliseconds == "9999-12-31T23:59:59.999Z")
        #expect(Instant(milliseconds: .min).iso8601Milliseconds == "0000-01-01T00:00:00.000Z")
        #expect(Span.seconds(.max) == .days(3_652_500))
        #expect(Span.seconds(.min) == .days(-3_652_500))
        #expect(Cents(.max) + Cents(1) == Cents(.max))
        #expect(-Cents(.min) == Cents(.max))
    }

    @Test("Saturation keeps the sign")
    func signs() {
        #expect(Int.max.saturatingProduct(-2) == .min)
        #expect(Int.min.saturatingProduct(-1) == .max)
        #expect(Int.min.saturatingSum(-1) == .min)
        #expect(3.saturatingProduct(-4) == -12)
        #expect(3.saturatingSum(-4) == -1)
    }
}
