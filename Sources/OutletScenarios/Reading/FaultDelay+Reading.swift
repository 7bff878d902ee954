import OutletContract
import OutletWire

extension FaultDelay {
    /// Reads `250ms` or `50ms..2.5s`; nil for anything else, and for a range that ends before it starts.
    init?(_ text: String) {
        if let span = Span(duration: text) {
            self = .fixed(span)
            return
        }
        let ends = text.split(separator: "..", omittingEmptySubsequences: false)
        guard ends.count == 2, let low = Span(duration: String(ends[0])), let high = Span(duration: String(ends[1])),
            low <= high
        else { return nil }
        self = low == high ? .fixed(low) : .range(low, high)
    }

    /// Reads percentiles that the key table has already checked.
    init?(percentiles node: JSONNode) {
        let fractions = ["p50": 0.5, "p95": 0.95, "p99": 0.99]
        let points = (node.members ?? []).compactMap { member -> Point? in
            guard let fraction = fractions[member.key], let span = member.node.span else { return nil }
            return Point(fraction: fraction, span: span)
        }
        guard !points.isEmpty else { return nil }
        self = .percentiles(points.sorted { $0.fraction < $1.fraction })
    }

    /// Whether each percentile is at least as long as the one before.
    var isAscending: Bool {
        guard case .percentiles(let points) = self else { return true }
        return zip(points, points.dropFirst()).allSatisfy { $0.span <= $1.span }
    }
}
