import OutletContract
import OutletScenarios

/// Judges one run by how it ended, by how its world differs from the baseline's, and by the verdicts, worst first.
///
/// To be fair, it reads effects from the state instead of counting calls, and it reports what a client could not undo
/// as a note, not as a problem (`Excuse`).
struct RunJudge: Sendable {
    let settings: ExplorerSettings
    let baseline: Baseline
    let injections: [Injection]

    func judge(_ run: ClientRun) -> Judgement {
        let verdicts = blamed(run)
        let balance = EffectBalance(of: run, beside: baseline, excuse: Excuse(run, injections))
        var judgement = ending(run) ?? effects(run, balance) ?? conduct(run, verdicts)
        judgement.verdicts = verdicts.map(\.name)
        judgement.left = judgement.outcome == .survives ? [] : balance.left(isSuccess: run.end.isSuccess)
        judgement.notes = balance.notes
        return judgement
    }

    private func ending(_ run: ClientRun) -> Judgement? {
        switch run.end {
        case .timedOut:
            return Judgement(.hangs, "it does not end in time; \(RunJudge.lastCall(of: run))")
        case .signalled(let signal):
            return Judgement(.crashes, "it ends by signal \(signal); \(RunJudge.lastCall(of: run))")
        case .exited(let code) where settings.crashCodes.contains(code):
            return Judgement(.crashes, "it ends with code \(code); \(RunJudge.lastCall(of: run))")
        case .exited, .threw: return nil
        }
    }

    private func effects(_ run: ClientRun, _ balance: EffectBalance) -> Judgement? {
        if run.end.isSuccess, let missing = balance.missing.first {
            return Judgement(.claimsSuccess, "it exits 0, but \(missing.text)")
        }
        if let doubled = balance.doubled.first {
            return Judgement(.doesItTwice, "it does once more what it had done: \(doubled.text)")
        }
        if run.end.isSuccess, let running = balance.running.first {
            return Judgement(.claimsSuccess, "it exits 0, but \(running.text) still runs")
        }
        if !run.end.isSuccess, let behind = balance.behind.first {
            return Judgement(.leavesBehind, "it gives up (\(run.end.text)) and leaves \(behind.text)")
        }
        return nil
    }

    private func conduct(_ run: ClientRun, _ verdicts: [ClientRun.FailedVerdict]) -> Judgement {
        let isFailure = !run.end.isSuccess
        // A client that gives up at once also fails `retriesTransient`. Report that mistake only once.
        let others = isFailure ? verdicts.filter { $0.name != .retriesTransient } : verdicts
        if let worst = others.first { return Judgement(.misbehaves, "\(worst.name.rawValue): \(worst.message)") }
        guard isFailure else { return Judgement(.survives, "it does what it does when all is well") }
        let isOneError = injections.count == 1 && injections.allSatisfy(\.hazard.isOneTransientError)
        let neverRepeats = !verdicts.isEmpty && injections.allSatisfy(\.hazard.isTransientError)
        if isOneError || neverRepeats {
            return Judgement(.givesUp, "it gives up (\(run.end.text)) after one failure that the API says to repeat")
        }
        return Judgement(.failsCleanly, "it gives up (\(run.end.text)) and leaves nothing behind")
    }

    /// The verdicts that fail here and not in the baseline.
    private func blamed(_ run: ClientRun) -> [ClientRun.FailedVerdict] {
        let known = Set(baseline.failedVerdicts.map(\.name))
        return run.failedVerdicts.filter { !known.contains($0.name) }.map { verdict in
            ClientRun.FailedVerdict(verdict.name, RunJudge.withoutIds(verdict.message, run))
        }
    }

    /// Replaces ids in a message. They contain their creation time, so two reports of one client would differ.
    private static func withoutIds(_ message: String, _ run: ClientRun) -> String {
        Set(run.calls.flatMap(\.ids)).sorted().reduce(message) { $0.replacing($1, with: "{id}") }
    }

    private static func lastCall(of run: ClientRun) -> String {
        guard let call = run.calls.last else { return "it made no call" }
        return "its last call is \(call.operation?.wireName ?? call.requestLine)"
    }
}
