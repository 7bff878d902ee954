package import OutletContract

/// How long a fault holds an answer back.
package enum FaultDelay: Hashable, Sendable {
    case fixed(Span)
    /// Uniform between the two.
    case range(Span, Span)
    /// Linear between (0, 0) and the given points; constant beyond the last point.
    case percentiles([Point])
    /// Grows or shrinks while the fault's window is open.
    case ramp(Ramp<Span>)
    /// `median` and the standard deviation `sigma` of the delays' logarithm.
    case lognormal(median: Span, sigma: Double)

    package struct Point: Hashable, Sendable {
        package var fraction: Double
        package var span: Span
    }

    package var isRandom: Bool {
        switch self {
        case .fixed, .ramp: false
        case .range, .percentiles, .lognormal: true
        }
    }

    /// The delay of a match: like a chance, a pure function of seed, fault id, value and number, and of the time since
    /// the fault's window opened.
    ///
    /// - Parameter key: which delay of the fault is meant; each has its own draws.
    package func span(_ match: FaultMatch, of key: String = "delay", seed: Int, sinceOpening: Span) -> Span {
        switch self {
        case .fixed(let span): return span
        case .ramp(let ramp): return ramp.value(at: sinceOpening)
        case .range, .percentiles, .lognormal:
            var draw = SeededDraw(seed: seed, purpose: "\(key):\(match.drawID)", ordinal: match.n)
            return span(at: draw.nextFraction())
        }
    }

    /// The quantile of the delays at `fraction` (0 ..< 1).
    package func span(at fraction: Double) -> Span {
        switch self {
        case .fixed(let span):
            return span
        case .ramp(let ramp):
            return ramp.to
        case .lognormal(let median, let sigma):
            let factor = Lognormal.factor(sigma: sigma, fraction: fraction)
            let milliseconds = min(Double(median.milliseconds) * factor, Double(Span.longestDuration.milliseconds))
            return Span(milliseconds: Int(milliseconds.rounded()))
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
