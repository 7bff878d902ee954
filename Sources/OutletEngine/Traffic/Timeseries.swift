package import OutletContract
package import OutletWire

/// The traffic of a stretch of time in steps of equal length: the points of a plot. Steps in which nothing happened are
/// left out.
package struct Timeseries: Hashable, Sendable {
    /// How far back it looks.
    package enum Reach: String, CaseIterable, Sendable {
        case fiveMinutes = "5m"
        case hour = "1h"
        /// Since the world was made, a day at most.
        case all
    }

    package struct Point: Hashable, Sendable {
        /// The step's begin.
        package var at: Instant
        package var granted = 0
        package var refused = 0
        package var failed = 0
        package var lost = 0
        /// Of what was delivered.
        var waits = DelayHistogram()

        package var total: Int { granted + refused + failed + lost }
        /// In milliseconds, at most; nil where nothing was delivered.
        package var p50: Int? { waits.percentile(50) }
        package var p95: Int? { waits.percentile(95) }
    }

    package var from: Instant
    package var to: Instant
    package var step: Span
    package var points: [Point]
    package var marks: [TrafficMark]

    /// A plot is not wider than so many steps.
    private static let mostSteps = 400

    package init(_ traffic: Traffic, _ reach: Reach, now: Instant) {
        let span =
            switch reach {
            case .fiveMinutes: Span.minutes(5)
            case .hour: Span.hours(1)
            case .all: Traffic.reach
            }
        let age = max(.zero, now - traffic.since)
        let length = min(span, age)
        let step = Timeseries.step(for: reach == .all ? length : span)
        let ring = step.wholeSeconds < 60 ? traffic.seconds : traffic.minutes
        let first = max(0, (now - length).unixSeconds - traffic.origin, ring.completeSince)
        let steps = first / step.wholeSeconds
        points = Timeseries.points(of: ring, from: steps * step.wholeSeconds, step: step, origin: traffic.origin)
        from = max(traffic.since, Timeseries.moment(steps * step.wholeSeconds, traffic.origin))
        to = max(from, now)
        self.step = step
        marks = traffic.marks.filter { [from] in $0.at >= from }
    }

    private static func step(for length: Span) -> Span {
        let steps = [1, 10, 60].map(Span.seconds)
        return steps.first { length.milliseconds / $0.milliseconds <= mostSteps } ?? .minutes(5)
    }

    private static func moment(_ second: Int, _ origin: Int) -> Instant {
        Instant(milliseconds: origin.saturatingSum(second).saturatingProduct(1000))
    }

    private static func points(of ring: TrafficRing, from first: Int, step: Span, origin: Int) -> [Point] {
        var points: [Point] = []
        ring.forEach(from: first) { second, kind, count in
            let at = moment(second - second % step.wholeSeconds, origin)
            if points.last?.at != at { points.append(Point(at: at)) }
            points[points.count - 1].add(kind, count)
        }
        return points.filter { $0.total > 0 }
    }

    /// The answer to `GET timeseries`.
    package var json: JSON {
        [
            "from": .string(from.iso8601Milliseconds), "to": .string(to.iso8601Milliseconds),
            "step": .integer(step.wholeSeconds), "points": .array(points.map(\.json)),
            "marks": .array(marks.map(\.json)),
        ]
    }
}

extension Timeseries.Point {
    fileprivate mutating func add(_ kind: TrafficKind, _ count: Int) {
        switch kind.outcome {
        case .granted: granted += count
        case .refused: refused += count
        case .failed: failed += count
        case .lost: lost += count
        }
        if let bucket = kind.bucket { waits.count(count, inBucket: bucket) }
    }

    fileprivate var json: JSON {
        [
            "at": .string(at.iso8601), "2xx": .integer(granted), "4xx": .integer(refused), "5xx": .integer(failed),
            "lost": .integer(lost), "p50": .optional(p50), "p95": .optional(p95),
        ]
    }
}
