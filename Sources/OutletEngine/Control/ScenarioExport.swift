import OutletContract
import OutletDomain
import OutletScenarios
import OutletWire

/// A world written as a scenario file: how it began, with everything done to it as a timeline.
///
/// Faults that were added, changed or removed get windows. What a timeline cannot express becomes a note in it.
struct ScenarioExport {
    private var document: JSONObject
    private var steps: [JSON]
    private var phases: [Span: String] = [:]
    private var heard: Set<String>

    /// - Throws: why the world cannot be written as a file.
    static func document(of world: World) throws(Refusal) -> JSON {
        if let gap = world.lead.gap { throw Refusal(status: 409, .validationFailed, "There is no file of it: \(gap)") }
        var export = ScenarioExport(world)
        for entry in world.lead.entries { export.take(entry) }
        return try export.checked()
    }

    private init(_ world: World) {
        let scenario = world.scenario
        document = scenario.document.object ?? JSONObject()
        steps = document["timeline"]?.array ?? []
        for step in scenario.timeline { phases[step.at] = step.phase }
        var faults = FaultHistory(scenario.faults.map(\.document))
        for entry in world.lead.entries { faults.take(entry) }
        let written = faults.written
        heard = Set(written.flatMap(ScenarioExport.phases) + [ScenarioRun.startPhase])
        heard.formUnion((document["expect"]?.array ?? []).compactMap { $0["during"]?.string })
        document["$schema"] = nil
        document["example"] = nil
        document["scenario"] = .string(ScenarioExport.name(scenario.name))
        let why = scenario.why.isEmpty ? scenario.name : scenario.why
        document["why"] = .string(String(why.prefix(900)) + ", as led by hand")
        document["seed"] = .integer(world.run.seed)
        document["clock"] = ScenarioExport.clock(of: world)
        document["faults"] = .array(written)
    }

    private static func name(_ name: String) -> String { String(name.prefix(60)) + "-led" }

    private static func phases(of fault: JSON) -> [String] {
        fault["phase"]?.array?.compactMap(\.string) ?? fault["phase"]?.string.map { [$0] } ?? []
    }

    /// The clock that the world started with, with the flags applied.
    private static func clock(of world: World) -> JSON {
        var clock = world.scenario.document["clock"]?.object ?? JSONObject()
        clock["mode"] = .string(world.lead.mode.rawValue)
        if world.lead.mode == .virtual {
            clock["start"] = .string(world.startedAt.iso8601Milliseconds)
            clock["speed"] = nil
        } else {
            clock["step"] = nil
            clock["speed"] = .number(world.lead.speed)
        }
        return .object(clock)
    }

    private mutating func take(_ entry: LeadRecord.Entry) {
        switch entry.act {
        case .phase(let phase):
            guard heard.contains(phase) else { return note("phase \(phase), to which no fault listens", at: entry.at) }
            // If two phases began at the same moment, nobody would see the first.
            var at = entry.at
            while let rival = phases[at], rival != phase { at = at + .milliseconds(1) }
            phases[at] = phase
            steps.append(["at": .string(at.durationText), "phase": .string(phase)])
        case .change(let key, let change):
            steps.append(.object(["at": .string(entry.at.durationText), key: change]))
        case .note(let text): note(text, at: entry.at)
        case .added(let fault): note("fault \(fault["id"]?.string ?? "") was added", at: entry.at)
        case .removed(let id): note("fault \(id) was taken away", at: entry.at)
        case .replaced(let id, _): note("fault \(id) was changed", at: entry.at)
        case .switched(let id, let isOn): note("fault \(id) was switched \(isOn ? "on" : "off")", at: entry.at)
        }
    }

    private mutating func note(_ text: String, at moment: Span) {
        steps.append(ScenarioExport.note(text, at: .string(moment.durationText)))
    }

    private static func note(_ text: String, at moment: JSON) -> JSON {
        ["at": moment, "note": .string(String(text.withoutControls.prefix(200)))]
    }

    /// The whole document. A step that no file can express, such as the balance of a later user, becomes a note.
    private mutating func checked() throws(Refusal) -> JSON {
        for isLast in [false, true] {
            document["timeline"] = .array(steps)
            let json = JSON.object(document)
            do throws(ProblemList) {
                _ = try Scenario.read(Array(json.prettyText.utf8), source: "export", defaultName: "export")
                return json
            } catch {
                if isLast || steps.count > TimelineStep.mostSteps {
                    throw Refusal(status: 409, .validationFailed, "There is no file of it: \(error.sentences)")
                }
                for place in steps.indices where error.names("timeline[\(place)]") {
                    let moment = steps[place]["at"] ?? "0s"
                    steps[place] = ScenarioExport.note("done by hand: \(steps[place].text)", at: moment)
                }
            }
        }
        return .object(document)
    }
}

extension ProblemList {
    /// Whether there is a problem with this element or inside it.
    fileprivate func names(_ element: String) -> Bool { problems.contains { $0.location.path.hasPrefix(element) } }
}
