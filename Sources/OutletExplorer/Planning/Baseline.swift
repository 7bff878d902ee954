import OutletContract

/// What the client does when all is well: two runs that agree.
struct Baseline: Sendable {
    let first: ClientRun
    let second: ClientRun
    /// How often each call is made. A read counts once, because the number of polls depends on timing.
    let counts: [CallKey: Int]

    init(_ first: ClientRun, _ second: ClientRun) {
        self.first = first
        self.second = second
        counts = Baseline.counts(first)
    }

    private static func counts(_ run: ClientRun) -> [CallKey: Int] {
        var counts: [CallKey: Int] = [:]
        for (call, key) in zip(run.calls, CallKey.keys(of: run.calls)) {
            counts[key] = call.isRead ? 1 : (counts[key] ?? 0) + 1
        }
        return counts
    }

    var effects: Effects { first.effects }

    /// Verdicts that fail even without a fault. They are not held against any run.
    var failedVerdicts: [ClientRun.FailedVerdict] { first.failedVerdicts }

    /// Why this client cannot be explored, as sentences; nil if the baseline holds.
    var failure: [String]? {
        for (name, run) in [("first", first), ("second", second)] where !run.end.isSuccess {
            let output = run.output.isEmpty ? [] : ["its last lines:"] + run.output.suffix(10).map { "  \($0)" }
            return ["when nothing goes wrong, the command has to exit 0; its \(name) run: \(run.end.text)"] + output
        }
        guard !first.calls.isEmpty else {
            return [
                "the command made no call; it has to use the address in GPUOUTLET_API_URL, or one that {url} stands for"
            ]
        }
        guard first.calls.contains(where: { $0.operation != nil }) else {
            return ["the command called no operation of the API; its first call is \(first.calls[0].requestLine)"]
        }
        let differences = self.differences
        return differences.isEmpty ? nil : ["two runs without a fault were not alike"] + differences
    }

    private var differences: [String] {
        let others = Baseline.counts(second)
        let keys = Set(counts.keys).union(others.keys)
        var lines: [String] = []
        for key in keys.sorted(by: { $0.text < $1.text }) where counts[key] != others[key] {
            lines.append("\(key.text) was called \(counts[key] ?? 0) times, then \(others[key] ?? 0) times")
        }
        if first.effects.pods.count != second.effects.pods.count {
            lines.append("\(first.effects.pods.count) pods were launched, then \(second.effects.pods.count)")
        }
        if first.effects.paid != second.effects.paid {
            lines.append("\(first.effects.paid.dollars) were paid, then \(second.effects.paid.dollars)")
        }
        return lines
    }

    /// The points where something can go wrong, in call order.
    var points: [Point] { keyedPoints.map(\.point) }

    /// The points whose call differs from that of every earlier point.
    var distinctPoints: [Point] {
        var seen: Set<CallKey> = []
        return keyedPoints.filter { seen.insert($0.key).inserted }.map(\.point)
    }

    /// The points with their keys. Of repeated reads (polling), only the first, the second and the last count.
    private var keyedPoints: [(point: Point, key: CallKey)] {
        var points: [(Point, CallKey)] = []
        var ordinals: [Operation: Int] = [:]
        var seen: [CallKey: Int] = [:]
        let keys = CallKey.keys(of: first.calls)
        let totals = keys.reduce(into: [CallKey: Int]()) { $0[$1, default: 0] += 1 }
        for (call, key) in zip(first.calls, keys) {
            guard let operation = call.operation else { continue }
            ordinals[operation, default: 0] += 1
            seen[key, default: 0] += 1
            let (nth, ordinal) = (seen[key] ?? 0, ordinals[operation] ?? 0)
            let isPoint = !call.isRead || nth <= 2 || nth == totals[key]
            // The other run may have polled less, and a call that only one run makes cannot be relied on.
            if isPoint, ordinal <= calls(of: operation, in: second) { points.append((Point(operation, ordinal), key)) }
        }
        return points
    }

    private func calls(of operation: Operation, in run: ClientRun) -> Int {
        run.calls.count { $0.operation == operation }
    }
}
