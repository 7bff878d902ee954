import OutletExplorer
import OutletWire

/// A progress line on a terminal, overwritten again and again.
struct ProgressLine {
    /// The interval between updates: short enough to look live, long enough to cost nothing.
    private static let pause = Duration.milliseconds(100)

    private let streams: Streams
    private let start = ContinuousClock.now
    private var latest: ContinuousClock.Instant?
    private var width = 0

    init(_ streams: Streams) { self.streams = streams }

    /// Shows nothing if standard error is not a terminal.
    mutating func show(_ progress: Explorer.Progress, at now: ContinuousClock.Instant = .now) {
        guard streams.errorTerminal != .none else { return }
        if let latest, now - latest < ProgressLine.pause { return }
        latest = now
        write(ProgressLine.text(progress, elapsed: now - start))
    }

    mutating func clear() {
        guard width > 0 else { return }
        write("")
        streams.overwrite("\r")
    }

    /// `120 of 219 runs, 3 problems, about 40 s left`
    static func text(_ progress: Explorer.Progress, elapsed: Duration) -> String {
        let left = max(0, progress.planned - progress.runs)
        let parts = [
            "\(progress.runs) of \(Counted(progress.planned, "run"))", "\(Counted(progress.problems, "problem"))",
            progress.runs > 0 && left > 0 ? "about \(time(elapsed * left / progress.runs)) left" : nil,
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }

    private static func time(_ duration: Duration) -> String {
        let seconds = duration.components.seconds
        return seconds < 120 ? "\(max(1, seconds)) s" : "\((seconds + 30) / 60) min"
    }

    /// Pads with blanks to cover a longer previous line.
    private mutating func write(_ text: String) {
        let line = String(text.prefix((streams.errorTerminal.width ?? 80) - 1))
        streams.overwrite("\r" + line.padded(to: width))
        width = line.count
    }
}
