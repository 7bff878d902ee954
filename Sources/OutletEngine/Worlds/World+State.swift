import OutletContract
import OutletDomain
import OutletScenarios
import OutletWire

/// Exports and imports a world as a document: domain, clock and fault counters, but neither the journal nor the name.
extension World {
    private static let version = 1
    /// The request counts that a document may hold; no test sends more.
    private static let requestCounts = 0...1_000_000_000_000

    var state: JSON {
        [
            "version": .integer(World.version),
            "scenario": scenario.namedDocument,
            "startedAt": .string(startedAt.iso8601Milliseconds),
            "seed": .integer(run.seed),
            // Request ids continue from it, so that none repeats.
            "requests": .integer(journal.total),
            "clock": clockReading,
            "faults": run.state,
            "timeline": .array(timeline.done.map(JSON.integer)),
            "domain": domain.exported,
        ]
    }

    /// The document of `GET state`. It lists every ledger entry, even those that take no memory here, so a world with
    /// more than `ProviderState.mostExportedEntries` is refused: its document would fill the memory and be too long to
    /// import anywhere.
    func exportedState() throws(Refusal) -> JSON {
        let count = domain.ledgerEntryCount
        guard count <= ProviderState.mostExportedEntries else {
            throw Refusal(
                status: 409, .validationFailed,
                "The ledgers hold \(count) entries, and a document takes at most \(ProviderState.mostExportedEntries); export "
                    + "before the clock moves so far, or let fewer pods run")
        }
        return state
    }

    /// Imports a document of `GET state`. Nothing changes unless the whole document is valid.
    mutating func restore(_ asked: ControlRequest) throws(Refusal) {
        let document = asked.body
        guard document["version"]?.integer == World.version else {
            throw .invalid("version", "must be \(World.version), the only form of state there is")
        }
        var restored = self
        guard let started = document["startedAt"]?.string.flatMap(Instant.init(iso8601:)) else {
            throw .invalid("startedAt", "must be a time such as 2026-06-07T08:00:00.000Z")
        }
        restored.startedAt = started
        guard let requests = document["requests"]?.integer, World.requestCounts.contains(requests) else {
            throw .invalid("requests", "must be a whole number from 0 to \(World.requestCounts.upperBound)")
        }
        guard let seed = document["seed"]?.integer else { throw .invalid("seed", "must be a whole number") }
        restored.scenario = try Refusal.reading("scenario") { () throws(ProblemList) -> Scenario in
            let bytes = (document["scenario"] ?? .null).bytes
            return try Scenario.read(bytes, source: "scenario", defaultName: scenario.name)
        }
        restored.run = try Refusal.reading("faults") { () throws(ProblemList) -> ScenarioRun in
            try ScenarioRun(state: document["faults"] ?? .null, seed: seed)
        }
        do throws(JSONCodingError) {
            restored.domain = try ProviderState(restoring: document["domain"] ?? .null)
        } catch {
            throw .invalid(error.path.isEmpty ? "domain" : "domain.\(error.path)", error.text)
        }
        // Documents from before there were timelines have none.
        let done = (document["timeline"] ?? []).array?.map { $0.integer ?? -1 } ?? [-1]
        guard let timeline = TimelineRun(restored.scenario.timeline, done: done) else {
            throw .invalid("timeline", "must say how often each step of the scenario's timeline was done")
        }
        restored.timeline = timeline
        restored.clock = try World.clock(document["clock"] ?? .null, wall: asked.now.wall)
        restored.recentCaller = nil
        restored.history = nil
        restored.journal = Journal(
            capacity: journal.capacity, after: requests,
            windows: World.logicalCallWindows(restored.scenario, started))
        restored.succeed(to: &self)
        restored.seenAt = asked.now.wall
        restored.note(
            .control(.importState), did: ["state": "imported"], "another state was put in force", wall: asked.now.wall)
        restored.advance(wall: asked.now.wall)
        self = restored
    }

    private static func clock(_ document: JSON, wall: Instant) throws(Refusal) -> WorldClock {
        guard let now = document["now"]?.string.flatMap(Instant.init(iso8601:)) else {
            throw .invalid("clock.now", "must be a time such as 2026-06-07T08:00:00.000Z")
        }
        guard let mode = document["mode"]?.string.flatMap(WorldClock.Mode.init(rawValue:)) else {
            throw .invalid("clock.mode", "must be live or virtual")
        }
        guard let speed = document["speed"]?.double, WorldClock.isSpeed(speed) else {
            throw .invalid("clock.speed", "must be a number above 0 and at most \(Int(WorldClock.fastest))")
        }
        return WorldClock(mode: mode, start: now, speed: speed, wall: wall)
    }
}

extension Refusal {
    /// Runs a document reader and reports its problems under the document's own name.
    fileprivate static func reading<Value>(
        _ name: String, _ read: () throws(ProblemList) -> Value
    ) throws(Refusal) -> Value {
        do throws(ProblemList) {
            return try read()
        } catch {
            throw .invalid(name, error.sentences)
        }
    }
}
