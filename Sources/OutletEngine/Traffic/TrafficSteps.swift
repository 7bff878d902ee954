import OutletContract

/// Gathers counts of answers into steps of equal length.
struct TrafficSteps {
    let origin: Instant
    let step: Span
    private var rows: [Int: Row] = [:]

    private struct Row {
        var point: Timeseries.Point
        var waits = DelayHistogram()
    }

    init(origin: Instant, step: Span) {
        self.origin = origin
        self.step = step
    }

    /// - Parameter second: the second since the origin.
    mutating func count(_ kind: TrafficKind, _ count: Int, second: Int) {
        let place = second / step.wholeSeconds
        var row = rows[place] ?? Row(point: Timeseries.Point(at: origin + step * place))
        switch kind.outcome {
        case .granted: row.point.granted += count
        case .refused: row.point.refused += count
        case .failed: row.point.failed += count
        case .lost: row.point.lost += count
        }
        if let bucket = kind.bucket { row.waits.count(count, inBucket: bucket) }
        rows[place] = row
    }

    /// The steps in which anything happened, in time order.
    var points: [Timeseries.Point] {
        rows.sorted { $0.key < $1.key }.map(\.value).filter { $0.point.total > 0 }.map { row in
            var point = row.point
            point.p50 = row.waits.percentile(50)
            point.p95 = row.waits.percentile(95)
            return point
        }
    }
}
