package import OutletContract

/// What a world's clients were answered over time, and what was done to the world meanwhile: for a plot. It outlives
/// resets, as a plot should show what came before one.
///
/// Its time is the wall's, since the world was made, whatever the world's own clock does: it is how people watch it. An
/// answer is counted when its way is over. The seconds of the last hour and the minutes of the last day are kept, where
/// anything happened in them; see `TrafficRing` for what they take.
package struct Traffic: Sendable {
    /// When the world was made.
    package let since: Instant
    private(set) var seconds = TrafficRing(step: 1, capacity: Traffic.mostSeconds)
    private(set) var minutes = TrafficRing(step: 60, capacity: Traffic.mostMinutes)
    /// Oldest first.
    package private(set) var marks: [TrafficMark] = []
    /// How many marks there have been in all.
    private var markCount = 0
    /// How many of them came from the world as it was before it began anew.
    private var inheritedMarks = 0

    /// Two kinds of answers in each second of an hour, three in each minute of a day; a busier world reaches less far
    /// back. A little less than a power of two, so that arrays do not double for the rest.
    static let mostSeconds = 8000
    static let mostMinutes = 4000
    /// What the counts of one world take at most.
    package static let mostBytes = 96 * 1024
    package static let keptMarks = 200
    /// Nothing of what is older is shown.
    package static let reach = Span.hours(24)

    /// The full minute in which the world was made, in seconds since 1970: the rings count from it, so that full minutes of
    /// both fall together.
    let origin: Int

    package init(since: Instant) {
        self.since = since
        origin = since.unixSeconds - (since.unixSeconds % 60 + 60) % 60
    }

    /// The way of an answer is over. What is still on its way is not counted.
    mutating func count(_ exchange: Exchange, wall: Instant) {
        guard let kind = TrafficKind(exchange) else { return }
        let second = second(of: wall)
        seconds.count(kind, at: second)
        minutes.count(kind, at: second)
    }

    /// So many answers that were on their way are given up.
    mutating func countLost(_ count: Int, wall: Instant) {
        let second = second(of: wall)
        for _ in 0..<count {
            seconds.count(.lost, at: second)
            minutes.count(.lost, at: second)
        }
    }

    /// More is known of how an answer's way was over. It may have been taken for delivered before.
    mutating func recount(_ known: Exchange, as settled: Exchange, wall: Instant) {
        if let kind = TrafficKind(known) {
            let since = Span.milliseconds(Int((settled.end.nanoseconds &- known.end.nanoseconds) / 1_000_000))
            let second = second(of: wall - since)
            seconds.uncount(kind, at: second)
            minutes.uncount(kind, at: second)
        }
        count(settled, wall: wall)
    }

    /// Somebody did something to the world, or its timeline did.
    mutating func note(_ mark: TrafficMark) {
        markCount += 1
        if marks.count == Traffic.keptMarks { marks.removeFirst(Traffic.keptMarks / 2) }
        marks.append(mark)
    }

    /// Goes on from where the world stood before it began anew, with what was noted since.
    mutating func succeed(to old: Traffic) {
        let own = marks.suffix(markCount - inheritedMarks)
        self = old
        inheritedMarks = markCount
        for mark in own { note(mark) }
    }

    /// A clock that is set back before the world was made stays there.
    private func second(of wall: Instant) -> Int { max(0, wall.unixSeconds - origin) }
}
