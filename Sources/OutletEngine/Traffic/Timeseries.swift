package import OutletContract
package import OutletWire

/// The traffic of a period in steps of equal length: the points of a plot. Steps in which nothing happened are
/// left out.
package struct Timeseries: Hashable, Sendable {
    /// How far back the series goes.
    package enum Reach: String, CaseIterable, Sendable {
        case fiveMinutes = "5m"
        case hour = "1h"
        /// Since the world was made, at most a day.
        case all
    }

    package struct Point: Hashable, Sendable {
        /// The start of the step.
        package var at: Instant
        package var granted = 0
        package var refused = 0
        package var failed = 0
        package var lost = 0
        /// An upper bound of the median duration of delivered answers, in milliseconds; nil if nothing was delivered.
        package var p50: Int?
        /// The same for the 95th percentile.
        package var p95: Int?

        package var total: Int {
            granted.saturatingSum(refused).saturatingSum(failed).saturatingSum(lost)
        }
    }

    package var from: Instant
    package var to: Instant
    package var step: Span
    package var points: [Point]
    package var marks: [TrafficMark]

    package init(from: Instant, to: Instant, step: Span, points: [Point] = [], marks: [TrafficMark] = []) {
        self.from = from
        self.to = to
        self.step = step
        self.points = points
        self.marks = marks
    }
}

/// By wall time, from the counts of `Traffic`.
extension Timeseries {
    /// The maximum number of steps in a plot.
    private static let mostSteps = 400

    package init(_ traffic: Traffic, _ reach: Reach, now: Instant) {
        let span =
            switch reach {
            case .fiveMinutes: Span.minutes(5)
            case .hour: Span.hours(1)
            case .all: Traffic.reach
            }
        let length = min(span, max(.zero, now - traffic.since))
        let step = Timeseries.step(for: reach == .all ? length : span)
        let ring = step.wholeSeconds < 60 ? traffic.seconds : traffic.minutes
        let first = max(0, (now - length).unixSeconds - traffic.origin, ring.completeSince)
        let begin = first / step.wholeSeconds * step.wholeSeconds
        let from = max(traffic.since, Instant(unixSeconds: traffic.origin, plus: begin))
        var steps = TrafficSteps(origin: Instant(unixSeconds: traffic.origin), step: step)
        ring.forEach(from: begin) { second, kind, count in steps.count(kind, count, second: second) }
        self.init(
            from: from, to: max(from, now), step: step, points: steps.points,
            marks: traffic.marks.filter { $0.at >= from })
    }

    private static func step(for length: Span) -> Span {
        let steps = [1, 10, 60].map(Span.seconds)
        return steps.first { length.milliseconds / $0.milliseconds <= mostSteps } ?? .minutes(5)
    }
}

/// By world time, from the journal: for a world whose clock does not follow the wall clock.
extension Timeseries {
    /// The most bars that a printed page can keep apart.
    private static let mostBars = 120

    init(_ journal: Journal, since start: Instant, now: Instant) {
        let from = journal.evicted == 0 ? start : journal.entries().first { _ in true }?.at ?? start
        let step = Timeseries.bar(for: max(.zero, now - from))
        var steps = TrafficSteps(origin: from, step: step)
        for exchange in journal.entries() {
            guard let kind = TrafficKind(exchange) else { continue }
            steps.count(kind, 1, second: max(.zero, exchange.end.at - from).wholeSeconds)
        }
        // The axis already shows that the clock was advanced.
        let marks = journal.marks.filter { $0.cause != .control(.advanceClock) }.map { mark in
            TrafficMark(at: mark.at, worldTime: mark.at, what: mark.kind, text: mark.text)
        }
        self.init(
            from: from, to: max(from, now), step: step, points: steps.points,
            marks: marks.suffix(Traffic.keptMarks).filter { $0.at >= from })
    }

    private static func bar(for length: Span) -> Span {
        let steps = [1, 5, 15, 60, 300, 900, 3600, 14_400, 86_400].map(Span.seconds)
        return steps.first { length.milliseconds / $0.milliseconds <= mostBars } ?? .days(length.wholeDays / 100 + 1)
    }
}

extension Timeseries {
    /// The answer to `GET timeseries`.
    package var json: JSON {
        [
            "from": .string(from.iso8601Milliseconds), "to": .string(to.iso8601Milliseconds),
            "step": .integer(step.wholeSeconds), "points": .array(points.map(\.json)),
            "marks": .array(marks.map(\.json)),
        ]
    }

    /// Nil if the document is not a time series.
    init?(json: JSON) {
        guard let from = json["from"]?.string.flatMap(Instant.init(iso8601:)),
            let to = json["to"]?.string.flatMap(Instant.init(iso8601:)), from <= to,
            let step = json["step"]?.integer, step > 0,
            let points = json["points"]?.array, let marks = json["marks"]?.array
        else { return nil }
        self.init(
            from: from, to: to, step: .seconds(step), points: points.compactMap(Point.init(json:)),
            marks: marks.compactMap(TrafficMark.init(json:)))
        guard self.points.count == points.count, self.marks.count == marks.count else { return nil }
    }
}

extension Timeseries.Point {
    fileprivate var json: JSON {
        [
            "at": .string(at.iso8601), "2xx": .integer(granted), "4xx": .integer(refused), "5xx": .integer(failed),
            "lost": .integer(lost), "p50": .optional(p50), "p95": .optional(p95),
        ]
    }

    fileprivate init?(json: JSON) {
        guard let at = json["at"]?.string.flatMap(Instant.init(iso8601:)) else { return nil }
        func count(_ name: String) -> Int { max(0, json[name]?.integer ?? 0) }
        self.init(
            at: at, granted: count("2xx"), refused: count("4xx"), failed: count("5xx"), lost: count("lost"),
            p50: json["p50"]?.integer.map { max(0, $0) }, p95: json["p95"]?.integer.map { max(0, $0) })
    }
}

extension Instant {
    fileprivate init(unixSeconds: Int, plus more: Int = 0) {
        self.init(milliseconds: unixSeconds.saturatingSum(more).saturatingProduct(1000))
    }
}

extension Span {
    fileprivate var wholeDays: Int { milliseconds / 86_400_000 }
}
