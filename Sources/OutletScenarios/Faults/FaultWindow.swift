package import OutletContract

/// When a fault can match at all, counted since the world was made or last reset.
package struct FaultWindow: Hashable, Sendable {
    /// Inside.
    package var from: Span?
    /// No longer inside.
    package var until: Span?
    /// How long after one opening the next one comes; nil for a window that opens once.
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

    /// How long the window stays open; nil while it is closed, and where it has no end.
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
