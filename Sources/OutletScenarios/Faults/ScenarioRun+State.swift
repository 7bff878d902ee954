package import OutletWire

/// A run written down and read back: counters, phase and every fault with its definition, so that the state of one
/// world can be put into any other.
extension ScenarioRun {
    package var state: JSON {
        ["phase": .string(phase), "faults": faultList]
    }

    /// Every fault from top to bottom with how often it matched and fired.
    package var faultList: JSON {
        .array(
            zip(faults, counters).map { fault, counters in
                [
                    "id": .string(fault.id), "enabled": .bool(counters.isEnabled),
                    "matched": .integer(counters.matched), "fired": .integer(counters.fired),
                    "fault": fault.document,
                ]
            })
    }

    /// Reads what `state` wrote; throws what is wrong with it.
    package init(state: JSON, seed: Int) throws(ProblemList) {
        let parts = try ScenarioReader.read(state.bytes, source: "state", maximumBytes: JSON.maximumBytes) {
            reader, node in
            reader.runState(node)
        }
        self.init(faults: parts.faults, seed: seed)
        phase = parts.phase
        restore(parts.counters)
    }
}

private struct RunState {
    var phase: String
    var faults: [Fault] = []
    var counters: [FaultCounters] = []
}

extension ScenarioReader {
    fileprivate mutating func runState(_ node: JSONNode) -> RunState {
        checker.check(node, .object(.runState), at: "")
        var state = RunState(phase: node["phase"]?.text ?? ScenarioRun.startPhase)
        var ids: Set<String> = []
        for (index, entry) in (node["faults"]?.elements ?? []).enumerated() {
            let path = "faults[\(index)].fault"
            if let id = entry["fault"]?["id"], let text = id.text, !ids.insert(text).inserted {
                report(.duplicateID, at: id, path + ".id", "the id `\(text)` is already that of a fault above")
            }
            guard let definition = entry["fault"], let fault = fault(definition, at: path, ids: &ids) else { continue }
            state.faults.append(fault)
            state.counters.append(
                FaultCounters(
                    matched: entry["matched"]?.whole ?? 0, fired: entry["fired"]?.whole ?? 0,
                    isEnabled: entry["enabled"]?.flag ?? true))
        }
        return state
    }
}

extension KeyTable {
    /// What a run writes down of itself.
    fileprivate static let runState = KeyTable(
        "runState", "Where the faults of a world stand.",
        [
            KeyRow("phase", .text(.phase), "The phase.", example: "start", required: true),
            KeyRow("faults", .list(.object(faultState)), "The faults.", example: [], required: true),
        ])

    /// So far below the bound of the type that no server lives to count beyond it.
    private static let farthestCount = 1_000_000_000_000_000

    private static let faultState = KeyTable(
        "faultState", "Where one fault stands.",
        [
            KeyRow("id", .text(.faultID), "Its id.", example: "empty-twice"),
            KeyRow("enabled", .boolean, "Whether it is switched on.", example: true),
            KeyRow("matched", .integer(0...farthestCount), "Calls it matched.", example: 3),
            KeyRow("fired", .integer(0...farthestCount), "Calls it fired on.", example: 2),
            KeyRow(
                "fault", .object(.fault), "Its definition.", example: ["on": "me", "error": "internal_error"],
                required: true),
        ])
}
