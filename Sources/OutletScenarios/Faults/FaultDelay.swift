package import OutletContract

/// How long a fault holds an answer back.
package enum FaultDelay: Hashable, Sendable {
    case fixed(Span)
    /// Every length between the two is as likely.
    case range(Span, Span)
    /// Straight lines through (0, 0) and the points that are given; beyond the last point it stays there.
    case percentiles([Point])

    package struct Point: Hashable, Sendable {
        package var fraction: Double
        package var span: Span
    }

    package var isRandom: Bool {
        if case .fixed = self { return false }
        return true
    }

    /// The delay of a fault's n-th match: like a chance, a pure function of seed, fault id and n.
    package func span(n: Int, faultID: String, seed: Int) -> Span {
        if case .fixed(let span) = self { return span }
        var draw = SeededDraw(seed: seed, purpose: "delay:" + faultID, ordinal: n)
        return span(at: draw.nextFraction())
    }

    /// The delay that a share of `fraction` (0 ..< 1) of all delays stays below.
    package func span(at fraction: Double) -> Span {
        switch self {
        case .fixed(let span):
            return span
        case .range(let low, let high):
            return low + FaultDelay.part(fraction, of: high - low)
        case .percentiles(let points):
            var before = Point(fraction: 0, span: .zero)
            for point in points {
                if fraction < point.fraction {
                    let share = (fraction - before.fraction) / (point.fraction - before.fraction)
                    return before.span + FaultDelay.part(share, of: point.span - before.span)
                }
                before = point
            }
            return before.span
        }
    }

    private static func part(_ share: Double, of span: Span) -> Span {
        Span(milliseconds: Int((share * Double(span.milliseconds)).rounded()))
    }
}
