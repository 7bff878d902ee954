import OutletContract
import OutletWire

extension Scenario {
    /// What the scenario will do, in plain words, fault by fault.
    package var explanation: String {
        var lines = [name]
        if !why.isEmpty { lines.append(why) }
        lines += ["", "\(clock.explanation) Seed \(seed ?? Scenario.defaultSeed)."]
        lines += given.explanation
        lines.append("")
        lines += faultLines
        if !timeline.isEmpty {
            lines += ["", "Timeline, by the world's clock:"]
            let order = timeline.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            lines += order.map { "  - \($0.element.explanation)" }
        }
        if !expectations.isEmpty {
            lines += ["", "Expected of the client:"] + expectations.map { "  - \($0.explanation)" }
        }
        if !example.isEmpty {
            lines += ["", "Example, replayed by `check`:"]
            lines += example.enumerated().map { "  \($0.offset + 1). \($0.element.explanation)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var faultLines: [String] {
        if faults.isEmpty { return ["No faults: every call gets the healthy API's answer."] }
        var lines = ["Faults, tried from top to bottom:"]
        for (index, fault) in faults.enumerated() {
            lines.append("  \(index + 1). \(fault.id)")
            lines.append("     \(fault.matchSentence)")
            lines.append("     \(fault.effectSentence)")
        }
        return lines + ["What no fault answers gets the healthy API's answer."]
    }
}

extension TimelineStep {
    /// `at 9m, again every 10m: phase brownout ("the console goes red")`.
    fileprivate var explanation: String {
        "at \(at.durationText)\(again.map { ", again every \($0.durationText)" } ?? ""): \(description)"
    }

    /// What it does: `phase brownout ("the console goes red")`.
    package var description: String {
        var parts: [String] = []
        if let phase { parts.append("phase \(phase)") }
        if let change { parts.append(change.explanation) }
        guard let note else { return parts.joined(separator: ", ") }
        return parts.isEmpty ? note : "\(parts.joined(separator: ", ")) (\(note))"
    }
}

extension ScenarioClock {
    fileprivate var explanation: String {
        let from = start.map { "from \($0.iso8601)" }
        switch mode {
        case .virtual:
            let step = self.step.map { ", moving \($0.durationText) after each exchange" } ?? ""
            return "The clock is virtual \(from ?? "from \(Limits.virtualStart.iso8601)")\(step)."
        case .live, nil:
            let speed = self.speed.map { " at \(KeyChecker.plain($0)) times its speed" } ?? ""
            let waits = self.waits == .real ? "; clients wait in real seconds" : ""
            return "The clock follows real time\(from.map { " \($0)" } ?? "")\(speed)\(waits)."
        }
    }
}

extension ExampleStep {
    package var explanation: String {
        switch action {
        case .advance(let span): "the clock moves by \(span.durationText)"
        case .movePhase(let phase): "the scenario is moved to phase \(phase)"
        case .turn(let dials): "what is given changes to \(dials.text)"
        case .happen(let event): "others do something: \(event.text)"
        case .settleCheckout(.pay): "the checkout is paid"
        case .settleCheckout(.decline): "the checkout's card is declined"
        case .settleCheckout(.cancel): "the checkout is cancelled"
        case .send(let call): call.explanation
        }
    }
}

extension ExampleStep.Call {
    fileprivate var explanation: String {
        let sender = user.map { "\($0.text) sends" } ?? "somebody sends"
        return "\(sender) \(method.name) \(target)\(answers.map { ", \($0.explanation)" } ?? "")"
    }
}

extension ExampleStep.Answer {
    fileprivate var explanation: String {
        if let connection = connection { return "and the connection fails: \(connection)" }
        let parts = [status.map(String.init), error?.wireName].compactMap { $0 }
        return parts.isEmpty ? "and the answer is compared" : "and the answer is \(parts.joined(separator: " "))"
    }
}
