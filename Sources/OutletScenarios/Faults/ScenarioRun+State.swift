package import OutletContract
package import OutletWire

/// Saves and restores a run: counters, phase and every fault with its definition, so that one world's state can be put
/// into any other.
extension ScenarioRun {
    package var state: JSON {
        ["phase": .string(phase), "faults": .array(zip(faults, counters).map { .object(ScenarioRun.state($0, $1)) })]
    }

    /// Every fault from top to bottom, with how often it matched and fired.
    ///
    /// - Parameter sinceStart: how long ago the world was made or last reset.
    package func faultList(sinceStart: Span) -> JSON {
        .array(
            zip(faults, counters).map { fault, counters in
                var summary = ScenarioRun.summary(fault, counters)
                let standing = FaultStanding(of: fault, counters, in: phase, sinceStart: sinceStart)
                summary.append("standing", .string(standing.rawValue))
                summary.append("says", .string(fault.sentences))
                return .object(summary)
            })
    }

    private static func summary(_ fault: Fault, _ counters: FaultCounters) -> JSONObject {
        var summary = counters.json(of: fault)
        if fault.counter.per != nil {
            summary.append("values", .integer(counters.values?.count ?? 0))
            summary.append("forgotten", .integer(counters.values?.forgotten ?? 0))
        }
        summary.append("fault", fault.document)
        return summary
    }

    /// The counters that later firings depend on, and the fault.
    private static func state(_ fault: Fault, _ counters: FaultCounters) -> JSONObject {
        var state = counters.json(of: fault)
        if counters.inARow > 0 { state.append("inARow", .integer(counters.inARow)) }
        if let values = counters.values {
            state.append("forgotten", .integer(values.forgotten))
            state.append("counts", .array(values.entries.map { $0.count.json(of: $0.value) }))
        }
        state.append("fault", fault.document)
        return state
    }

    /// Reads what `state` wrote; throws what is wrong in it.
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
            state.counters.append(FaultCounters(entry))
        }
        return state
    }
}

extension FaultCounters {
    fileprivate func json(of fault: Fault) -> JSONObject {
        [
            "id": .string(fault.id), "enabled": .bool(isEnabled), "matched": .integer(matched),
            "fired": .integer(fired),
        ]
    }

    fileprivate init(_ entry: JSONNode) {
        let all = ValueCounters.Count(entry)
        self.init(
            matched: all.matched, fired: all.fired, inARow: all.inARow, isEnabled: entry["enabled"]?.flag ?? true)
        guard let counts = entry["counts"]?.elements else { return }
        var values = ValueCounters(forgotten: entry["forgotten"]?.whole ?? 0)
        for entry in counts {
            values.set(ValueCounters.Count(entry), for: entry["value"]?.text ?? "")
        }
        self.values = values
    }
}

extension ValueCounters.Count {
    fileprivate init(_ entry: JSONNode) {
        self.init(
            matched: entry["matched"]?.whole ?? 0, fired: entry["fired"]?.whole ?? 0,
            inARow: entry["inARow"]?.whole ?? 0)
    }

    fileprivate func json(of value: String) -> JSON {
        [
            "value": .string(value), "matched": .integer(matched), "fired": .integer(fired),
            "inARow": .integer(inARow),
        ]
    }
}

extension KeyTable {
    /// The format of `state`.
    fileprivate static let runState = KeyTable(
        "runState", "Where the faults of a world stand.",
        [
            KeyRow("phase", .text(.phase), "The phase.", example: "start", required: true),
            KeyRow("faults", .list(.object(faultState)), "The faults.", example: [], required: true),
        ])

    /// Far enough below `Int.max` that no server counts past it.
    private static let farthestCount = 1_000_000_000_000_000

    private static let faultState = KeyTable(
        "faultState", "Where one fault stands.",
        [
            KeyRow("id", .text(.faultID), "Its id.", example: "empty-twice"),
            KeyRow("enabled", .boolean, "Whether it is switched on.", example: true),
            KeyRow("matched", .integer(0...farthestCount), "Calls it matched.", example: 3),
            KeyRow("fired", .integer(0...farthestCount), "Calls it fired on.", example: 2),
            KeyRow(
                "inARow", .integer(0...farthestCount), "The latest calls it fired on, one after the other.",
                example: 1, default: 0),
            KeyRow(
                "forgotten", .integer(0...farthestCount), "Values of `per` whose counts were given up.", example: 0,
                default: 0),
            KeyRow("counts", .list(.object(valueCount)), "Counts for each value of `per`.", example: []),
            KeyRow(
                "fault", .object(.fault), "Its definition.", example: ["on": "me", "error": "internal_error"],
                required: true),
        ])

    private static let valueCount = KeyTable(
        "valueCount", "Where a fault stands for one value of its `per`.",
        [
            KeyRow("value", .text(.text(maximum: 1_000_000)), "The value.", example: "dev@example.com", required: true),
            KeyRow("matched", .integer(0...farthestCount), "Calls matched.", example: 3, required: true),
            KeyRow("fired", .integer(0...farthestCount), "Calls fired on.", example: 2, required: true),
            KeyRow(
                "inARow", .integer(0...farthestCount), "The latest calls fired on, one after the other.", example: 1,
                default: 0),
        ])
}
