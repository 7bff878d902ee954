import OutletContract
import OutletScenarios
package import OutletWire

/// The replay of one run of an earlier search: its calls and its judgement.
package struct Replay: Hashable, Sendable {
    package var trial: Trial
    package var run: ClientRun
    package var judgement: Judgement

    package init(trial: Trial, run: ClientRun, judgement: Judgement) {
        self.trial = trial
        self.run = run
        self.judgement = judgement
    }

    package var text: String {
        let causes = trial.injections.map(\.description)
        let failed = run.failedVerdicts.map { "verdict  \($0.name.rawValue): \($0.message)" }
        let parts = [
            causes, run.calls.conversation(trial.injections),
            run.output.map { "| " + $0 },
            ["\(judgement.outcome.words): \(judgement.message)", "ended    \(run.end.text)"]
                + judgement.left.map { "left     \($0.text)" } + failed + judgement.notes.map { "note     \($0)" },
        ]
        return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    package var json: JSON {
        [
            "outcome": .string(judgement.outcome.rawValue), "message": .string(judgement.message),
            "end": .string(run.end.text), "causes": .array(trial.injections.map { .string($0.description) }),
            "calls": .array(run.calls.map(\.json)), "left": .array(judgement.left.map(\.json)),
            "verdicts": .array(
                run.failedVerdicts.map { ["verdict": .string($0.name.rawValue), "message": .string($0.message)] }),
            "notes": .array(judgement.notes.map(JSON.string)), "output": .array(run.output.map(JSON.string)),
        ]
    }
}

extension ClientCall {
    fileprivate var json: JSON {
        [
            "request": .string(requestLine), "operation": .optional(operation?.wireName),
            "status": .optional(status), "error": .optional(error?.wireName), "connection": .optional(connection),
            "fault": .optional(fault), "tookEffect": .bool(tookEffect),
        ]
    }
}
