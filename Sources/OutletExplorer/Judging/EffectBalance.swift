import OutletContract

/// Compares what a run's world holds at the end with what the baseline's world holds.
struct EffectBalance: Sendable {
    private let run: ClientRun
    private let baseline: Baseline
    private let excuse: Excuse

    init(of run: ClientRun, beside baseline: Baseline, excuse: Excuse) {
        self.run = run
        self.baseline = baseline
        self.excuse = excuse
    }

    private var own: Effects { run.effects }
    private var expected: Effects { baseline.effects }

    // MARK: - What did not take effect

    /// Changes of the baseline that this run lacks.
    var missing: [Leftover] {
        var missing: [Leftover] = []
        if own.pods.count < expected.pods.count {
            missing.append(Leftover(.missing, "no pod was launched".counting(own.pods.count)))
        } else if own.livePods.count < expected.livePods.count, !excuse.podsEnded {
            missing.append(Leftover(.missing, "the pod that it launches does not run"))
        }
        if own.payments.count < expected.payments.count {
            let lacking = expected.paid - own.paid
            missing.append(Leftover(.missing, "\(lacking.dollars) were not paid"))
        }
        for kind in Effects.Fact.Kind.allCases where kind != .session && !excuse.covers(kind) {
            let (ours, theirs) = (own.facts(kind), expected.facts(kind))
            if ours.count < theirs.count {
                missing.append(Leftover(.missing, "the \(kind.rawValue) that it makes is not there"))
            } else if ours.count > theirs.count, !isDoubled(kind) {
                missing.append(Leftover(.missing, "the \(kind.rawValue) that it takes away is still there"))
            } else if ours.count == theirs.count, ours != theirs, isSettled(kind) {
                missing.append(
                    Leftover(.missing, "the \(kind.rawValue) is \(ours.map(\.text).joined(separator: ", "))"))
            }
        }
        return missing
    }

    /// Whether both baselines have the same facts of a kind, so that a different text means a different state.
    private func isSettled(_ kind: Effects.Fact.Kind) -> Bool {
        baseline.first.effects.facts(kind) == baseline.second.effects.facts(kind)
    }

    // MARK: - What took effect too often

    /// Effects that happened more often than in the baseline and are still there, with their price.
    var doubled: [Leftover] {
        var doubled: [Leftover] = []
        if own.pods.count > expected.pods.count, surplusPods.count > 0 {
            doubled += surplusPods.map { Leftover(.pod, "a second pod, \($0.text), runs on", perHour: $0.perHour) }
        }
        if own.payments.count > expected.payments.count, own.paid > expected.paid {
            let cost = own.paid - expected.paid
            doubled.append(Leftover(.payment, "\(cost.dollars) more are paid", cost: cost))
        }
        if isDoubled(.key), own.facts(.key).count > expected.facts(.key).count {
            doubled.append(Leftover(.key, "a second key is on file"))
        }
        return doubled
    }

    private func isDoubled(_ kind: Effects.Fact.Kind) -> Bool {
        guard kind == .key else { return false }
        func made(_ run: ClientRun) -> Int { run.calls.count { $0.operation == .createKey && $0.tookEffect } }
        return made(run) > made(baseline.first)
    }

    /// Live pods in excess of the baseline that the client could have stopped, newest last.
    private var surplusPods: [Effects.Pod] {
        let blamed = own.livePods.filter { !excuse.covers($0) }
        return Array(blamed.dropFirst(expected.livePods.count))
    }

    /// Live pods in excess of the baseline, after a run in which the client reported success.
    var running: [Leftover] {
        own.livePods.dropFirst(expected.livePods.count).map { Leftover(.pod, "pod \($0.text)", perHour: $0.perHour) }
    }

    // MARK: - What is left when the client gave up

    /// Pods still running after the client failed, and money paid in excess of the baseline.
    var behind: [Leftover] {
        var behind = own.livePods.filter { !excuse.covers($0) }.map {
            Leftover(.pod, "a pod that runs on: \($0.text)", perHour: $0.perHour)
        }
        if own.paid > expected.paid {
            let cost = own.paid - expected.paid
            behind.append(Leftover(.payment, "\(cost.dollars) more paid than when all is well", cost: cost))
        }
        return behind
    }

    /// Everything that is there but should not be, or should be there but is not.
    func left(isSuccess: Bool) -> [Leftover] {
        let pods =
            isSuccess
            ? running
            : own.livePods.map { Leftover(.pod, $0.text, perHour: $0.perHour) }
        let money = own.paid - expected.paid
        let payment = money > .zero ? [Leftover(.payment, "\(money.dollars) more paid", cost: money)] : []
        return pods + payment + (isSuccess ? missing : [])
    }

    /// What is left without being a problem.
    var notes: [String] {
        var notes = own.livePods.compactMap { pod in excuse.reason(for: pod).map { "\(pod.text) runs on: \($0)" } }
        guard !run.end.isSuccess else { return notes }
        let keys = own.facts(.key).count - expected.facts(.key).count
        if keys > 0 { notes.append("\(keys == 1 ? "a key stays" : "\(keys) keys stay") on file") }
        let sessions = own.facts(.session).count - expected.facts(.session).count
        if sessions > 0 { notes.append("\(sessions == 1 ? "a session stays" : "\(sessions) sessions stay") open") }
        return notes
    }
}

extension Effects.Pod {
    /// `h100-80gb × 1 at $2.80 an hour`
    fileprivate var text: String { "\(family.rawValue) × \(gpuCount) at \(perHour.dollars) an hour" }
}

extension String {
    /// Returns this sentence for zero, otherwise one that states how many pods were launched.
    fileprivate func counting(_ count: Int) -> String { count == 0 ? self : "only \(count) pods were launched" }
}
