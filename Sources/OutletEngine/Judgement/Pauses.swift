import OutletContract

/// The pauses before the repeats of one request if nobody said how long to wait. Only the newest pause is kept; the
/// others are summarised.
struct Pauses: Sendable {
    private(set) var count = 0
    private var least = Span.zero
    private var greatest = Span.zero
    private var newest = Span.zero
    /// The number of newest pauses in a row that were none at all.
    private(set) var missing = 0
    /// The number of newest pauses in a row that only shrink.
    private(set) var shrinking = 0

    /// How late a timer may be. A shorter pause counts as none.
    static let timerNoise = Span.milliseconds(50)
    /// Repeats at least this far apart are polling; closer ones are retries.
    private static let shortestPoll = Span.seconds(1)

    mutating func add(_ pause: Span) {
        shrinking = count > 0 && pause + Pauses.timerNoise < newest ? shrinking + 1 : 1
        missing = pause < Pauses.timerNoise ? missing + 1 : 0
        (least, greatest) = count == 0 ? (pause, pause) : (min(least, pause), max(greatest, pause))
        newest = pause
        count += 1
    }

    func adding(_ pause: Span) -> Pauses {
        var pauses = self
        pauses.add(pause)
        return pauses
    }

    /// Whether all are the same, within a tenth or the timer noise.
    var areConstant: Bool {
        greatest - least <= max(Pauses.timerNoise, .milliseconds(greatest.milliseconds / 10))
    }

    /// Whether the client polls at a steady pace, whatever the answers are.
    var areOfPoll: Bool { areConstant && least >= Pauses.shortestPoll }
}
