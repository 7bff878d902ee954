import OutletContract
import OutletWire

@testable import OutletScenarios

/// Values at the ends of what a place may hold, and the nearest beyond them with some that no type holds.
struct Edges {
    var inside: [JSON] = []
    var outside: [JSON] = []

    /// Numbers that no whole number is.
    private static let never: [JSON] = [
        .decimal("1e30"), .decimal("-1e30"), .decimal("1e9223372036854775807"), .decimal("1.5"), "1", nil,
    ]

    static func whole(_ range: ClosedRange<Int>) -> Edges {
        let (low, high) = (range.lowerBound, range.upperBound)
        let beyond = (low == .min ? [] : [low - 1, .min]) + (high == .max ? [] : [high + 1, .max])
        return Edges(inside: [.integer(low), .integer(high)], outside: beyond.map(JSON.integer) + never)
    }

    static func words(_ words: [String]) -> Edges {
        Edges(inside: [words.first, words.last].compactMap { $0 }.map(JSON.string), outside: ["", "no such word", 1])
    }

    static func text(_ lengths: ClosedRange<Int>) -> Edges {
        func text(_ count: Int) -> JSON { .string(String(repeating: "x", count: count)) }
        let shorter = lengths.lowerBound > 0 ? [text(lengths.lowerBound - 1)] : []
        return Edges(
            inside: [text(lengths.lowerBound), text(lengths.upperBound)],
            outside: shorter + [text(lengths.upperBound + 1), 1])
    }

    static func digits(_ count: Int) -> Edges {
        func digits(_ digit: String, _ count: Int) -> JSON { .string(String(repeating: digit, count: count)) }
        return Edges(
            inside: [digits("0", count), digits("9", count)],
            outside: [digits("0", count - 1), digits("9", count + 1), digits("９", count), .integer(1234)])
    }

    static let moments = Edges(
        inside: ["1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59.999Z"],
        outside: [
            "1969-12-31T23:59:59Z", "10000-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-01-01T24:00:00Z",
            "2026-01-01T00:00:60Z", "-001-01-01T00:00:00Z", .integer(.max), .decimal("1e30"),
        ])

    static func durations(upTo longest: Span) -> Edges {
        let most = longest.milliseconds
        return Edges(
            inside: ["0ms", "0d", "1.5s", "1m30s", .string("\(most)ms"), .string(longest.durationText)],
            outside: [
                .string("\(most + 1)ms"), .string("\(Int.max)ms"), .string("\(Int.max)d"), "1000000000000d",
                .string("1" + String(repeating: "0", count: 30) + "s"), "-1s", "0.0001s", "30s1m", "1e3s", "+1s", "1",
                "s", "", true,
            ])
    }
}

extension FieldType {
    /// Where the type has ends: what lies at them, and beyond.
    var edges: Edges {
        switch self {
        case .boolean: Edges(inside: [true, false], outside: [0, "true", nil])
        case .integer(let range): .whole(range ?? Int.min...Int.max)
        case .count(let counts):
            Edges(
                inside: counts.map(JSON.integer),
                outside: [0, -1, .integer((counts.max() ?? 0) + 1), .integer(.max), .integer(.min), .decimal("1e30")])
        case .number(let above, let most):
            Edges(
                inside: [.decimal("\(above.nextUp)"), .decimal("\(most)"), .integer(Int(most))],
                outside: [
                    .decimal("\(above)"), .decimal("\(most.nextUp)"), -1, .integer(.max), .integer(.min),
                    .decimal("1e30"), .decimal("-1e300"), .decimal("1e400"), "1",
                ])
        case .text(let lengths): lengths.map(Edges.text) ?? Edges(outside: [1, nil])
        case .choice(let words): .words(words)
        case .reference(let words): Edges(inside: words.map(JSON.string), outside: [1])
        case .email: Edges(inside: ["dev@example.com", "a@b.cd"], outside: ["", "a@b", "@example.com", 1])
        case .digits(let count): .digits(count)
        case .instant: .moments
        case .duration(let longest):
            Edges(
                inside: Edges.durations(upTo: longest).inside + [0, .integer(longest.wholeSeconds)],
                outside: Edges.durations(upTo: longest).outside + [
                    .integer(longest.wholeSeconds + 1), .integer(.max), .integer(.min), -1, .decimal("1e30"),
                ])
        case .cursor: Edges(outside: ["no cursor", 1])
        case .region: Edges(inside: Region.areas.map(JSON.string), outside: ["", "nowhere", 1])
        case .dollars, .id, .url, .opaque, .list, .object: Edges()
        }
    }
}

extension KeyShape {
    /// Where the shape has ends: what lies at them, and beyond.
    var edges: Edges {
        switch self {
        case .boolean: return Edges(inside: [true, false], outside: [0, "true"])
        case .integer(let range): return .whole(range)
        case .number(let range):
            return Edges(
                inside: [.decimal("\(range.lowerBound)"), .decimal("\(range.upperBound)")],
                outside: [
                    .decimal("\(range.lowerBound.nextDown)"), .decimal("\(range.upperBound.nextUp)"), .integer(.max),
                    .integer(.min), .decimal("1e30"), .decimal("-1e300"), .decimal("1e400"), "1",
                ])
        case .word(let vocabulary): return .words(vocabulary.words)
        case .text(let form): return form.edges
        case .null: return Edges(inside: [nil])
        case .oneOrMore(let shape):
            var edges = shape.edges
            edges.outside.append([])
            return edges
        case .either(let shapes):
            // What one of them refuses, another may take.
            return shapes.reduce(into: Edges()) { edges, shape in
                edges.inside += shape.edges.inside
                edges.outside += shape.edges.outside.filter { value in
                    !shapes.contains { other in JSONNode.of(value).map { other.takes($0.value) } ?? false }
                        || JSONNode.of(value).map { shape.takes($0.value) } ?? false
                }
            }
        case .anything, .object, .list, .map, .wordMap: return Edges()
        }
    }
}

extension TextForm {
    fileprivate var edges: Edges {
        switch self {
        case .line(let most) where most <= 2000, .text(let most) where most <= 2000: .text(0...most)
        case .duration: .durations(upTo: Span.longestDuration)
        case .staleness: Edges(inside: ["1ms", "10m"], outside: ["0s", "600001ms", "3650d", "-1s", "", 1])
        case .wait: Edges(inside: ["0..31536000", "7..7", "window"], outside: ["2..1", "0..31536001", "-1..2", ".."])
        case .period:
            Edges(
                inside: ["1s", "1000ms", "10m", .string(Span.longestDuration.durationText)],
                outside: Edges.durations(upTo: Span.longestDuration).outside + ["0s", "999ms"])
        case .durationOrRange:
            Edges(
                inside: ["0ms", "3650d", "0ms..3650d", "1s..1s"],
                outside: Edges.durations(upTo: Span.longestDuration).outside + ["2s..1s", "1s..3651d", "-1s..1s", ".."])
        case .instant: .moments
        case .oneTimeCode: .digits(6)
        case .lastFourDigits: .digits(4)
        default: Edges()
        }
    }
}

extension JSONNode {
    /// The value as a text is read; nil for what JSON cannot say.
    fileprivate static func of(_ value: JSON) -> JSONNode? { try? JSONNode.parse(value.bytes) }
}
