package import OutletContract

/// The answers to a world's clients over time, and what was done to the world meanwhile, for a plot. It survives
/// resets, since a plot should show what came before one.
///
/// Time is wall time since the world was made, whatever the world's own clock does, because people watch it live. An
/// answer is counted when its delivery ends. The seconds of the last hour and the minutes of the last day are kept if
/// anything happened in them; see `TrafficRing` for their size.
package struct Traffic: Sendable {
    /// When the world was made.
    package let since: Instant
    private(set) var seconds = TrafficRing(step: 1, capacity: Traffic.mostSeconds)
    private(set) var minutes = TrafficRing(step: 60, capacity: Traffic.mostMinutes)
    /// Oldest first.
    package private(set) var marks: [TrafficMark] = []
    /// The number of marks ever noted.
    private var markCount = 0
    /// The number of those noted before the last reset.
    private var inheritedMarks = 0

    /// Two kinds of answers in each second of an hour, three in each minute of a day; a busier world reaches less far
    /// back. Slightly less than a power of two, so that arrays do not double once more for the rest.
    static let mostSeconds = 8000
    static let mostMinutes = 4000
    /// The maximum size of one world's counts.
    package static let mostBytes = 96 * 1024
    package static let keptMarks = 200
    /// The age beyond which nothing is shown.
    package static let reach = Span.hours(24)

    /// The start of the minute in which the world was made, in seconds since 1970. Both rings count from it, so that
    /// their minutes align.
    let origin: Int

    package init(since: Instant) {
        self.since = since
        origin = since.unixSeconds - (since.unixSeconds % 60 + 60) % 60
    }

    /// Counts an answer whose delivery has ended. A pending answer is not counted.
    mutating func count(_ exchange: Exchange, wall: Instant) {
        guard let kind = TrafficKind(exchange) else { return }
        let second = second(of: wall)
        seconds.count(kind, at: second)
        minutes.count(kind, at: second)
    }

    /// Counts pending answers that were given up.
    mutating func countLost(_ count: Int, wall: Instant) {
        let second = second(of: wall)
        for _ in 0..<count {
            seconds.count(.lost, at: second)
            minutes.count(.lost, at: second)
        }
    }

    /// Corrects the count once it is known how a delivery ended. The answer may have been counted as delivered before.
    mutating func recount(_ known: Exchange, as settled: Exchange, wall: Instant) {
        if let kind = TrafficKind(known) {
            let since = Span.milliseconds(Int((settled.end.nanoseconds &- known.end.nanoseconds) / 1_000_000))
            let second = second(of: wall - since)
            seconds.uncount(kind, at: second)
            minutes.uncount(kind, at: second)
        }
        count(settled, wall: wall)
    }

    /// Adds a mark for something done to the world, by its timeline or otherwise.
    mutating func note(_ mark: TrafficMark) {
        markCount += 1
        if marks.count == Traffic.keptMarks { marks.removeFirst(Traffic.keptMarks / 2) }
        marks.append(mark)
    }

    /// Continues the traffic from before a reset, with the marks noted since.
    mutating func succeed(to old: Traffic) {
        let own = marks.suffix(markCount - inheritedMarks)
        self = old
        inheritedMarks = markCount
        for mark in own { note(mark) }
    }

    /// The second since the origin; 0 if the wall clock was set back to before the origin.
    private func second(of wall: Instant) -> Int { max(0, wall.unixSeconds - origin) }
}
