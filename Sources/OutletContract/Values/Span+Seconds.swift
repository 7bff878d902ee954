extension Span {
    /// A duration of the standard library, down to whole milliseconds.
    package init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self = .seconds(Int(clamping: seconds)) + .milliseconds(Int(attoseconds / 1_000_000_000_000_000))
    }

    /// Seconds with three decimals, of a span that is not negative: `12.250`.
    package var secondsText: String {
        let rest = String(milliseconds % 1000)
        return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}
