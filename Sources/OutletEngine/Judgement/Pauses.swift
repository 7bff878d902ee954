import OutletContract

/// The pauses before the repeats of one request, where nobody told how long to wait. All are in it; none is kept but the
/// newest.
struct Pauses: Sendable {
    private(set) var count = 0
    private var least = Span.zero
    private var greatest = Span.zero
    private var newest = Span.zero
    /// How many in a row are none at all, up to the newest.
    private(set) var missing = 0
    /// How many in a row only shrink, up to the newest.
    private(set) var shrinking = 0

    /// What a timer may be late by; a pause below it is none.
    static let timerNoise = Span.milliseconds(50)
    /// Who looks again less often than this polls; more often is trying again.
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

    /// Whether all are the same, but for a tenth and what timers are late by.
    var areConstant: Bool {
        greatest - least <= max(Pauses.timerNoise, .milliseconds(greatest.milliseconds / 10))
    }

    /// Whether this is somebody who looks again and again at the same pace, whatever the answers are.
    var areOfPoll: Bool { areConstant && least >= Pauses.shortestPoll }
}
