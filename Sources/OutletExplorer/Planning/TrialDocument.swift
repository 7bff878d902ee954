import OutletContract
import OutletScenarios
import OutletWire

/// Builds a run's scenario document: the initial world, the faults and the clock.
struct TrialDocument: Sendable {
    private let start: Scenario
    private let settings: ExplorerSettings

    init(_ start: Scenario, _ settings: ExplorerSettings) {
        self.start = start
        self.settings = settings
    }

    /// - Parameter name: a name that tells the scenario from others; nil keeps the name of the start scenario.
    func scenario(_ injections: [Injection], name: String? = nil, why: String? = nil, expect: [JSON] = []) -> JSON {
        var document = start.document.object ?? JSONObject()
        for key in ["$schema", "example", "expect", "scenario", "why", "clock", "seed", "faults"] {
            document[key] = nil
        }
        var whole = JSONObject([("scenario", .string(name ?? start.name))])
        if let why { whole["why"] = .string(why) }
        whole["seed"] = .integer(seed)
        whole["clock"] = clock
        for (key, value) in document.members { whole[key] = value }
        let faults = self.faults(injections) + (start.document["faults"]?.array ?? []).filter { !Trial.isOurs($0) }
        if !faults.isEmpty { whole["faults"] = .array(faults) }
        if !expect.isEmpty { whole["expect"] = .array(expect) }
        return .object(whole)
    }

    /// Puts later faults of an operation above earlier ones, or a fault that answers every call would hide them.
    func faults(_ injections: [Injection]) -> [JSON] {
        let order = injections.enumerated().sorted {
            ($1.element.point.ordinal, $0.offset) < ($0.element.point.ordinal, $1.offset)
        }
        return order.map { index, injection in
            injection.hazard.fault(
                at: injection.point, id: Trial.faultID(index), retryAfterSeconds: settings.retryAfterSeconds,
                dripBytesPerSecond: settings.speed == nil ? TrialDocument.quickDrip : Hazard.slowBytesPerSecond)
        }
    }

    /// The rate when the clock stands still: nothing waits then, so the answer comes in small pieces, but soon.
    private static let quickDrip = 10_000

    var seed: Int { settings.seed ?? start.seed ?? Scenario.defaultSeed }

    /// A clock that runs fast, with short but real waits, or one that the client advances.
    private var clock: JSON {
        guard let speed = settings.speed else { return ["mode": "virtual"] }
        return [
            "mode": "live", "start": .string(Limits.virtualStart.iso8601), "speed": .number(speed),
            "waits": "real",
        ]
    }
}
