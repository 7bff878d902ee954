import OutletContract
import OutletWire

extension ScenarioReader {
    /// Reads all steps of a timeline, and checks them together.
    mutating func timeline(_ node: JSONNode) -> [TimelineStep] {
        let nodes = node.elements ?? []
        if nodes.count > TimelineStep.mostSteps {
            let message = "the timeline has \(nodes.count) steps; expected at most \(TimelineStep.mostSteps)"
            report(.outOfRange, at: node, "timeline", message)
        }
        let steps = list(node, "timeline") { $0.timelineStep($1, at: $2) }
        reportRivalPhases(steps, nodes)
        return steps
    }

    private mutating func timelineStep(_ node: JSONNode, at path: String) -> TimelineStep? {
        guard let members = node.members else { return nil }
        let moments = ["at", "again"]
        let effects = KeyTable.timelineStep.rows.map(\.name).filter { !moments.contains($0) }
        if !checker.sink.isBroken(path), !effects.contains(where: node.has) {
            report(.noEffect, at: node, path, "this step does nothing; give it \(Phrase.listed(effects))")
        }
        let change = worldChange(node, at: path, hasCaller: false)
        guard let at = node["at"]?.span else { return nil }
        let document = JSONObject(members.filter { !moments.contains($0.key) }.map { ($0.key, $0.node.json) })
        return TimelineStep(
            at: at, again: node["again"]?.span, phase: node["phase"]?.text, change: change, note: node["note"]?.text,
            document: .object(document), location: location(node, path))
    }

    /// Reports two phases that begin at once: nobody would see the first.
    private mutating func reportRivalPhases(_ steps: [TimelineStep], _ nodes: [JSONNode]) {
        guard steps.count == nodes.count else { return }
        var phases: [Span: String] = [:]
        for (step, node) in zip(steps, nodes) {
            guard let phase = step.phase, let written = node["phase"] else { continue }
            if let rival = phases[step.at], rival != phase {
                let message =
                    "a step above begins phase `\(rival)` at \(step.at.durationText), too; nobody would see it: keep one"
                report(.conflict, at: written, KeyChecker.path(step.location.path, "phase"), message)
            }
            phases[step.at] = phase
        }
    }

    // MARK: Phases

    /// Reports unheard and unreached phases. `start` is neither, because every world starts there. An expectation about
    /// a phase counts as listening.
    mutating func reportUnheardPhases(in node: JSONNode) {
        func nodes(_ list: String, _ key: String) -> [(path: String, node: JSONNode)] {
            (node[list]?.elements ?? []).enumerated().compactMap { index, element in
                element[key].map { ("\(list)[\(index)].\(key)", $0) }
            }
        }
        let listening = nodes("faults", "phase").flatMap { $0.node.oneOrMore }.compactMap(\.text)
        let during = nodes("expect", "during")
        let moves = nodes("faults", "goto") + nodes("timeline", "phase") + nodes("example", "phase")
        let heard = listening + during.compactMap(\.node.text) + [ScenarioRun.startPhase]
        for (path, node) in moves {
            guard let phase = node.text, !heard.contains(phase) else { continue }
            let nearest = Spelling.nearest(to: phase, among: heard)
            let message = "no fault listens to phase `\(phase)`; give one `phase: \(JSON.string(phase).text)`"
            report(.unheardPhase, at: node, path, message, suggestion: nearest)
        }
        // A control call may move the world to a phase that a fault listens to.
        let reached = listening + moves.compactMap(\.node.text) + [ScenarioRun.startPhase]
        for (path, node) in during {
            guard let phase = node.text, !reached.contains(phase) else { continue }
            let message = "no fault listens to phase `\(phase)`, and nothing leads there"
            report(.unreachedPhase, at: node, path, message, suggestion: Spelling.nearest(to: phase, among: reached))
        }
    }
}
