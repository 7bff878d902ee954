package import OutletContract

/// Durations as scenario files, flags and control calls write them: `<integer><ms|s|m|h|d>`, one unit.
extension Span {
    /// Long enough for any test, short enough that no sum of them overflows.
    package static let longestDuration = Span.days(3650)

    package static let durationUnits: [(unit: String, milliseconds: Int)] = [
        ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
    ]

    /// Nil for any other form, and for more than `longestDuration`.
    package init?(duration text: String) {
        let digits = text.utf8.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let unit = text.utf8.dropFirst(digits.count)
        guard (1...12).contains(digits.count), let number = Int(String(Substring(digits))),
            let row = Span.durationUnits.first(where: { $0.unit.utf8.elementsEqual(unit) }),
            number <= Span.longestDuration.milliseconds / row.milliseconds
        else { return nil }
        self.init(milliseconds: number * row.milliseconds)
    }

    /// The same span in the largest unit that divides it: `90s`, `2h`, `0s`.
    package var durationText: String {
        if milliseconds == 0 { return "0s" }
        let row = Span.durationUnits.last { milliseconds % $0.milliseconds == 0 } ?? Span.durationUnits[0]
        return "\(milliseconds / row.milliseconds)\(row.unit)"
    }
}
