package import OutletContract

/// A value that may change while a fault's window is open: linearly from `from` to `to` after the window opens, then
/// constant.
package struct Ramp<Value: Hashable & Sendable>: Hashable, Sendable {
    package var from: Value
    package var to: Value
    /// How long the change takes; zero for a constant value.
    package var over: Span

    /// A value that does not change.
    package init(_ value: Value) {
        self.init(from: value, to: value, over: .zero)
    }

    package init(from: Value, to: Value, over: Span) {
        (self.from, self.to, self.over) = (from, to, over)
    }

    package var isLevel: Bool { over == .zero }

    /// The fraction of the change that is done (0 ... 1).
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
