import OutletContract
import OutletWire

/// A world's traffic as an SVG picture: bars stacked by outcome, the latency below, and what was done to the world as
/// numbered lines through both. The same traffic gives the same bytes.
struct TrafficPlot {
    private let traffic: Timeseries
    private let title: String
    private let id: String
    /// The marks, numbered from 1, grouped by their place in the picture.
    private let flags: [Flag]

    private struct Flag {
        var x: Int
        var numbers: ClosedRange<Int>
    }

    // All lengths are in tenths of the picture's unit, so that no fraction needs rounding.
    private static let left = 480
    private static let width = 6600
    private static let right = left + width
    private static let barsTop = 260
    private static let barsHeight = 1600
    private static let barsBottom = barsTop + barsHeight
    private static let waitsTop = barsBottom + 300
    private static let waitsHeight = 800
    private static let waitsBottom = waitsTop + waitsHeight

    /// - Parameter id: a prefix that makes its element ids unique on the page.
    init(_ traffic: Timeseries, title: String, id: String) {
        self.traffic = traffic
        self.title = title
        self.id = id
        flags = TrafficPlot.flags(traffic)
    }

    var svg: Markup {
        """
        <svg viewBox="0 0 720 \(tenths(TrafficPlot.waitsBottom + 240))" role="img" \
        aria-labelledby="\(id)-title \(id)-desc">
        <title id="\(id)-title">\(title)</title>
        <desc id="\(id)-desc">\(description)</desc>
        \(grid)\(outcomes)\(waits)\(flagLines)\(timeAxis)</svg>

        """
    }

    /// The text alternative for people who cannot see the picture.
    var description: String {
        let points = traffic.points
        guard let busiest = points.max(by: { $0.total < $1.total }) else { return "Nothing was answered." }
        func sum(_ count: (Timeseries.Point) -> Int) -> Int { points.reduce(0) { $0.saturatingSum(count($1)) } }
        let slowest = points.compactMap(\.p95).max().map {
            "; in the slowest step 95 of 100 took at most \(Span.milliseconds($0).description)"
        }
        return
            "\(sum(\.total)) answers in \((traffic.to - traffic.from).spoken), in steps of \(traffic.step.description): "
            + "\(sum(\.granted)) below 400, \(sum(\.refused)) 4xx, \(sum(\.failed)) 5xx and \(sum(\.lost)) lost. "
            + "At most \(busiest.total) in a step\(slowest ?? "")."
    }

    // MARK: Bars

    private var outcomes: Markup {
        let parts: [(Markup, (Timeseries.Point) -> Int)] = [
            ("granted", \.granted), ("refused", \.refused), ("failed", \.failed), ("lost", \.lost),
        ]
        var below = Array(repeating: 0, count: traffic.points.count)
        let paths = parts.map { name, count -> Markup in
            var path = ""
            for (place, point) in traffic.points.enumerated() where count(point) > 0 {
                let from = height(below[place])
                below[place] = below[place].saturatingSum(count(point))
                let to = max(height(below[place]), from + 10)
                let (x, width) = bar(point)
                path += "M\(tenths(x)) \(tenths(TrafficPlot.barsBottom - from))h\(tenths(width))"
                path += "V\(tenths(TrafficPlot.barsBottom - to))h-\(tenths(width))z"
            }
            return path.isEmpty ? "" : "<path class=\"\(name)\" d=\"\(path)\"/>\n"
        }
        return "\(paths)"
    }

    /// The start and the width of a step's bar.
    private func bar(_ point: Timeseries.Point) -> (x: Int, width: Int) {
        let from = x(point.at)
        return (from, max(15, x(point.at + traffic.step) - from - 5))
    }

    private func height(_ count: Int) -> Int { count.saturatingProduct(TrafficPlot.barsHeight) / most }

    /// The end of the scale: 1, 2 or 5 times a power of ten.
    private var most: Int {
        let most = traffic.points.map(\.total).max() ?? 1
        var unit = 1
        while unit < Int.max / 20 {
            if let end = [1, 2, 5].map({ $0 * unit }).first(where: { $0 >= most }) { return end }
            unit *= 10
        }
        return most
    }

    // MARK: Latency

    /// The latencies, on a scale of the histogram's own bounds at equal distances.
    private var waits: Markup {
        var (medians, tails) = ("", "")
        for point in traffic.points {
            guard let p50 = point.p50, let p95 = point.p95 else { continue }
            let (x, width) = bar(point)
            medians += "M\(tenths(x)) \(tenths(TrafficPlot.waitsBottom - rise(p50)))h\(tenths(width))"
            let middle = x + width / 2
            tails += "M\(tenths(middle)) \(tenths(TrafficPlot.waitsBottom - rise(p50)))"
            tails += "V\(tenths(TrafficPlot.waitsBottom - rise(p95)))M\(tenths(x)) "
            tails += "\(tenths(TrafficPlot.waitsBottom - rise(p95)))h\(tenths(width))"
        }
        guard !medians.isEmpty else { return "" }
        return "<path class=\"tail\" d=\"\(tails)\"/>\n<path class=\"median\" d=\"\(medians)\"/>\n"
    }

    private func rise(_ milliseconds: Int) -> Int {
        let bounds = DelayHistogram.boundsMilliseconds
        return DelayHistogram.bucket(milliseconds: milliseconds) * TrafficPlot.waitsHeight / bounds.count
    }

    // MARK: Axes and marks

    private var grid: Markup {
        let counts = [0, most / 2, most].filter { $0 * 2 != most || most > 1 }
        let lines = Set(counts).sorted().map { count in
            line(at: TrafficPlot.barsBottom - height(count), "\(count)")
        }
        let waits = [(1, "1 ms"), (100, "100 ms"), (1000, "1 s"), (10_000, "10 s"), (60_000, "60 s")].map {
            line(at: TrafficPlot.waitsBottom - rise($0.0), $0.1)
        }
        return """
            <text x="0" y="10">answers in \(traffic.step.description)</text>
            <text x="0" y="\(tenths(TrafficPlot.waitsTop - 120))">time to the end of an answer</text>
            \(lines)\(waits)
            """
    }

    private func line(at y: Int, _ label: String) -> Markup {
        """
        <path class="grid" d="M\(tenths(TrafficPlot.left)) \(tenths(y))H\(tenths(TrafficPlot.right))"/>\
        <text class="end" x="\(tenths(TrafficPlot.left - 60))" y="\(tenths(y + 35))">\(label)</text>

        """
    }

    private var timeAxis: Markup {
        let unit = TrafficPlot.tick(for: length)
        let labels = (0...length.milliseconds / unit.milliseconds).map { place -> Markup in
            let x = x(traffic.from + unit * place)
            let anchor: Markup = place == 0 ? "start" : x > TrafficPlot.right - 300 ? "end" : "middle"
            return """
                <text text-anchor="\(anchor)" x="\(tenths(x))" y="\(tenths(TrafficPlot.waitsBottom + 180))">\
                \((unit * place).spoken)</text>

                """
        }
        return "\(labels)"
    }

    /// A round length that fits no more than eight times.
    private static func tick(for length: Span) -> Span {
        let seconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400]
        let fitting = seconds.first { length.milliseconds / ($0 * 1000) <= 8 }
        return fitting.map(Span.seconds) ?? .days(length.milliseconds / 86_400_000 / 8 + 1)
    }

    private var length: Span { TrafficPlot.length(traffic) }

    private static func length(_ traffic: Timeseries) -> Span {
        max(traffic.to + traffic.step - traffic.from, traffic.step)
    }

    private var flagLines: Markup {
        let lines = flags.map { flag -> Markup in
            let label =
                flag.numbers.count == 1
                ? "\(flag.numbers.lowerBound)" : "\(flag.numbers.lowerBound)–\(flag.numbers.upperBound)"
            return """
                <path class="flag" d="M\(tenths(flag.x)) \(tenths(TrafficPlot.barsTop - 40))\
                V\(tenths(TrafficPlot.waitsBottom))"/>\
                <text text-anchor="middle" class="number" x="\(tenths(flag.x))" \
                y="\(tenths(TrafficPlot.barsTop - 70))">\(label)</text>

                """
        }
        return "\(lines)"
    }

    /// Groups marks that are closer than their numbers are wide.
    private static func flags(_ traffic: Timeseries) -> [Flag] {
        var flags: [Flag] = []
        for (place, mark) in traffic.marks.enumerated() {
            let x = x(mark.at, traffic)
            if let last = flags.last, x - last.x < 380 {
                flags[flags.count - 1].numbers = last.numbers.lowerBound...place + 1
            } else {
                flags.append(Flag(x: x, numbers: place + 1...place + 1))
            }
        }
        return flags
    }

    private func x(_ moment: Instant) -> Int { TrafficPlot.x(moment, traffic) }

    private static func x(_ moment: Instant, _ traffic: Timeseries) -> Int {
        let length = length(traffic).milliseconds
        let since = min(max((moment - traffic.from).milliseconds, 0), length)
        return left + since.saturatingProduct(width) / max(length, 1)
    }

    /// Formats a length as `12.5` or `3`.
    private func tenths(_ length: Int) -> String {
        length % 10 == 0 ? "\(length / 10)" : "\(length / 10).\((length % 10).magnitude)"
    }
}
