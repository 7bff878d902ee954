package import OutletContract

/// How long a fault holds an answer back.
package enum FaultDelay: Hashable, Sendable {
    case fixed(Span)
    /// Every length between the two is as likely.
    case range(Span, Span)
    /// Straight lines through (0, 0) and the points that are given; beyond the last point it stays there.
    case percentiles([Point])
    /// Grows or shrinks while the fault's window is open.
    case ramp(Ramp<Span>)
    /// Half of the delays are shorter than `median`; `sigma` is the standard deviation of their logarithm.
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
    /// - Parameter key: what of the fault is delayed; each has draws of its own.
    package func span(_ match: FaultMatch, of key: String = "delay", seed: Int, sinceOpening: Span) -> Span {
        switch self {
        case .fixed(let span): return span
        case .ramp(let ramp): return ramp.value(at: sinceOpening)
        case .range, .percentiles, .lognormal:
            var draw = SeededDraw(seed: seed, purpose: "\(key):\(match.drawID)", ordinal: match.n)
            return span(at: draw.nextFraction())
        }
    }

    /// The delay that a share of `fraction` (0 ..< 1) of all delays stays below.
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
