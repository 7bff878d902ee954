package import OutletContract

/// A value that may change while a fault's window is open: from one end to the other in a straight line from the
/// window's start, and level after that.
package struct Ramp<Value: Hashable & Sendable>: Hashable, Sendable {
    package var from: Value
    package var to: Value
    /// How long the way from one end to the other takes; zero for a value that does not change.
    package var over: Span

    /// A value that does not change.
    package init(_ value: Value) {
        self.init(from: value, to: value, over: .zero)
    }

    package init(from: Value, to: Value, over: Span) {
        (self.from, self.to, self.over) = (from, to, over)
    }

    package var isLevel: Bool { over == .zero }

    /// How much of the way is behind (0 ... 1), so long after the window opened.
    private func share(at sinceOpening: Span) -> Double {
        guard over > .zero else { return 1 }
        return min(1, max(0, Double(sinceOpening.milliseconds) / Double(over.milliseconds)))
    }
}

extension Ramp<Double> {
    package func value(at sinceOpening: Span) -> Double {
        isLevel ? to : from + (to - from) * share(at: sinceOpening)
    }
}

extension Ramp<Span> {
    package func value(at sinceOpening: Span) -> Span {
        if isLevel { return to }
        let way = Double(to.milliseconds - from.milliseconds) * share(at: sinceOpening)
        return Span(milliseconds: from.milliseconds + Int(way.rounded()))
    }
}
