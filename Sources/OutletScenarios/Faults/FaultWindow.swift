package import OutletContract

/// When a fault can match, measured from the world's creation or last reset.
package struct FaultWindow: Hashable, Sendable {
    /// Inclusive; nil is the start.
    package var from: Span?
    /// Exclusive; nil never closes.
    package var until: Span?
    /// The time from one opening to the next; nil if the window opens once.
    package var again: Span?

    package init(from: Span? = nil, until: Span? = nil, again: Span? = nil) {
        (self.from, self.until, self.again) = (from, until, again)
    }

    package var isAlways: Bool { from == nil && until == nil }

    /// How long ago the window opened; nil while it is closed.
    package func sinceOpening(at sinceStart: Span) -> Span? {
        let start = from ?? .zero
        guard sinceStart >= start else { return nil }
        guard let until else { return sinceStart - start }
        var open = sinceStart - start
        if let again { open = Span(milliseconds: open.milliseconds % max(1, again.milliseconds)) }
        return open < until - start ? open : nil
    }

    /// How long the window stays open; nil if it is closed or has no end.
    package func untilClosing(at sinceStart: Span) -> Span? {
        guard let until, let open = sinceOpening(at: sinceStart) else { return nil }
        return until - (from ?? .zero) - open
    }

    /// `from 2m until 3m, again every 5m`.
    package var description: String {
        let ends = [from.map { "from \($0.durationText)" }, until.map { "until \($0.durationText)" }]
        let once = ends.compactMap(\.self).joined(separator: " ")
        return again.map { "\(once), again every \($0.durationText)" } ?? once
    }
}
