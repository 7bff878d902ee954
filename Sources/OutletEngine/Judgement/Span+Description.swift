import OutletContract

extension Span {
    /// For people: `250 ms`, `1.5 s`, `30 s`, `10 min`, `2 h`.
    var description: String {
        switch milliseconds {
        case ..<1000: "\(milliseconds) ms"
        case ..<120_000: Span.decimal(milliseconds, of: 1000) + " s"
        case ..<7_200_000: Span.decimal(milliseconds, of: 60_000) + " min"
        default: Span.decimal(milliseconds, of: 3_600_000) + " h"
        }
    }

    /// For people who read a timeline, in at most two units: `0 s`, `45 s`, `8 min 34 s`, `2 h`.
    var spoken: String {
        if milliseconds != 0, milliseconds < 1000 { return description }
        var rest = wholeSeconds
        var parts: [String] = []
        for (unit, seconds) in [("d", 86_400), ("h", 3600), ("min", 60), ("s", 1)] where rest >= seconds {
            parts.append("\(rest / seconds) \(unit)")
            rest %= seconds
        }
        return parts.isEmpty ? "0 s" : parts.prefix(2).joined(separator: " ")
    }

    /// At most two decimal places.
    private static func decimal(_ milliseconds: Int, of unit: Int) -> String {
        let hundredths = milliseconds * 100 / unit
        let rest = hundredths % 100
        if rest == 0 { return "\(hundredths / 100)" }
        if rest % 10 == 0 { return "\(hundredths / 100).\(rest / 10)" }
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
