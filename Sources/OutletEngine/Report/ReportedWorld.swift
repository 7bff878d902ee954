package import OutletContract
import OutletWire

/// What was run in one world, and how it went: for a report that people keep.
package struct ReportedWorld: Hashable, Sendable {
    package var name: String
    package var scenario: String
    package var why: String
    package var seed: Int
    /// How its clock runs, in words.
    package var clock: String
    /// The double's version.
    package var version: String
    /// When it was made or last reset, and what its clock shows.
    package var startedAt: Instant
    package var now: Instant
    package var phase: String
    package var requests: Int
    package var traffic: Timeseries
    /// Whether the traffic is plotted over the world's own time, as under a virtual clock, or over the host's.
    package var isWorldTime: Bool
    package var operations: [ReportedOperation]
    /// The results of the scenario's own expectations.
    package var expectations: [Drill.Result]

    package var elapsed: Span { max(.zero, now - startedAt) }

    package var outcome: Outcome { Outcome(expectations.map(\.outcome)) }

    package init(
        name: String, scenario: String, startedAt: Instant, now: Instant, traffic: Timeseries, isWorldTime: Bool
    ) {
        self.name = name
        self.scenario = scenario
        why = ""
        seed = 0
        clock = ""
        version = Product.version
        self.startedAt = startedAt
        self.now = now
        phase = ""
        requests = 0
        self.traffic = traffic
        self.isWorldTime = isWorldTime
        operations = []
        expectations = []
    }

    var json: JSON {
        [
            "name": .string(name), "scenario": .string(scenario), "why": .string(why), "seed": .integer(seed),
            "clock": .string(clock), "version": .string(version), "startedAt": .string(startedAt.iso8601Milliseconds),
            "now": .string(now.iso8601Milliseconds), "phase": .string(phase), "requests": .integer(requests),
            "isWorldTime": .bool(isWorldTime), "operations": .array(operations.map(\.json)),
            "expectations": .array(expectations.map(\.json)), "traffic": traffic.json,
        ]
    }

    /// Nil if the document is not a reported world.
    init?(json: JSON) {
        guard let name = json["name"]?.string, let scenario = json["scenario"]?.string,
            let startedAt = json["startedAt"]?.string.flatMap(Instant.init(iso8601:)),
            let now = json["now"]?.string.flatMap(Instant.init(iso8601:)),
            let traffic = json["traffic"].flatMap(Timeseries.init(json:))
        else { return nil }
        self.init(
            name: name, scenario: scenario, startedAt: startedAt, now: now, traffic: traffic,
            isWorldTime: json["isWorldTime"]?.bool ?? false)
        why = json["why"]?.string ?? ""
        seed = json["seed"]?.integer ?? 0
        clock = json["clock"]?.string ?? ""
        version = json["version"]?.string ?? ""
        phase = json["phase"]?.string ?? ""
        requests = max(0, json["requests"]?.integer ?? 0)
        operations = (json["operations"]?.array ?? []).compactMap(ReportedOperation.init(json:))
        expectations = (json["expectations"]?.array ?? []).compactMap(Drill.Result.init(json:))
    }
}
