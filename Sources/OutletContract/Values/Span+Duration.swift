package import OutletWire

/// Durations as scenario files, flags and control calls write them: `250ms`, `1.5s`, `1m30s`, `7d`.
///
/// One or more numbers, each with its unit, larger units first. The last may have decimals if they give whole
/// milliseconds.
extension Span {
    /// Long enough for any test, and short enough that no sum overflows.
    package static let longestDuration = Span.days(3650)

    private static let units: [(unit: String, milliseconds: Int)] = [
        ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
    ]

    /// The syntax as a regular expression (ECMA-262), without the limit and the check for decimals that are too fine.
    package static let durationPattern: String = {
        let number = "[0-9]+(\\.[0-9]+(?=[a-z]+(\\.\\.|$)))?"
        return "(?=[0-9])" + units.map { "(\(number)\($0.unit))?" }.joined()
    }()

    /// Why a text is not a duration.
    package enum DurationProblem: Error, Hashable, Sendable {
        /// It has the wrong form.
        case form
        /// Its decimals do not give whole milliseconds.
        case tooFine
        /// It is longer than `longestDuration`, or than the caller allows.
        case tooLong(limit: Span)

        /// The form that is wanted instead, in a few words.
        package var wanted: String {
            switch self {
            case .form: "a duration such as \"250ms\", \"1.5s\", \"1m30s\", \"1h\" or \"7d\""
            case .tooFine: "a duration of whole milliseconds"
            case .tooLong(let limit): "a duration of at most \"\(limit.durationText)\""
            }
        }
    }

    /// Nil if the text is not a duration; see `read(duration:)`.
    package init?(duration text: String) {
        do throws(DurationProblem) {
            self = try Span.read(duration: text)
        } catch {
            return nil
        }
    }

    package static func read(duration text: String, upTo limit: Span = longestDuration) throws(DurationProblem) -> Span
    {
        guard !text.isEmpty, text.utf8.count <= 60 else { throw .form }
        var rest = Array(text.utf8)[...]
        var total = Span.zero
        var larger = Span.units.startIndex
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
            rest = rest.dropFirst(number.count)
            let unit = rest.prefix { !$0.isASCIIDigit && $0 != UInt8(ascii: ".") }
            rest = rest.dropFirst(unit.count)
            guard let row = Span.units[larger...].firstIndex(where: { $0.unit.utf8.elementsEqual(unit) }) else {
                throw .form
            }
            larger = row + 1
            let parts = number.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            guard parts.count == 1 || (parts.count == 2 && rest.isEmpty), parts.allSatisfy({ !$0.isEmpty }) else {
                throw .form
            }
            total = total + Span.whole(parts[0]) * Span.units[row].milliseconds
            if parts.count == 2 { total = total + (try Span.part(parts[1], of: Span.units[row].milliseconds)) }
        }
        guard total <= limit else { throw .tooLong(limit: limit) }
        return total
    }

    /// This many milliseconds; digits that overflow count as the longest span.
    private static func whole(_ digits: ArraySlice<UInt8>) -> Span {
        Span(milliseconds: Int(String(decoding: digits, as: UTF8.self)) ?? .max)
    }

    /// The span of the digits after a decimal point.
    private static func part(_ digits: ArraySlice<UInt8>, of unit: Int) throws(DurationProblem) -> Span {
        let zeros = digits.reversed().prefix { $0 == UInt8(ascii: "0") }.count
        let digits = digits.dropLast(zeros)
        // Ten digits times the longest unit fit an `Int`; more cannot be whole milliseconds in any unit.
        guard digits.count <= 10 else { throw .tooFine }
        var (numerator, divisor) = (0, 1)
        for digit in digits {
            numerator = numerator * 10 + Int(digit - UInt8(ascii: "0"))
            divisor *= 10
        }
        guard numerator * unit % divisor == 0 else { throw .tooFine }
        return Span(milliseconds: numerator * unit / divisor)
    }

    /// Reads a duration as text or as a number of seconds, as control calls take it. Nil for a negative whole number,
    /// and for other kinds of value.
    package static func read(_ json: JSON, upTo limit: Span = longestDuration) throws(DurationProblem) -> Span? {
        switch json {
        case .string(let text): return try read(duration: text, upTo: limit)
        case .integer(let seconds): return seconds < 0 ? nil : try read(duration: "\(seconds)s", upTo: limit)
        case .decimal(let literal): return try read(duration: literal + "s", upTo: limit)
        default: return nil
        }
    }

    /// The span in the largest unit that divides it: `90s`, `2h`, `0s`.
    package var durationText: String {
        if milliseconds == 0 { return "0s" }
        let row = Span.units.first { milliseconds % $0.milliseconds == 0 } ?? Span.units[Span.units.count - 1]
        return "\(milliseconds / row.milliseconds)\(row.unit)"
    }
}

extension UInt8 {
    fileprivate var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
