extension Span {
    /// Converts a duration of the standard library, cut to whole milliseconds.
    package init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self = .seconds(Int(clamping: seconds)) + .milliseconds(Int(attoseconds / 1_000_000_000_000_000))
    }

    /// The span in seconds with three decimals: `12.250`. It must not be negative.
    package var secondsText: String {
        let rest = String(milliseconds % 1000)
        return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}
