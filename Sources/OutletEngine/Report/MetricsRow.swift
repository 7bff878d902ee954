import OutletContract
import OutletScenarios

/// The metrics of one world, or of all worlds together.
struct MetricsRow {
    /// Nil for the whole server, whose samples carry no world name.
    var world: String?
    var tally: Tally
    var journalEntries = 0
    var journalBytes = 0
    /// The number of worlds in each phase.
    var phases: [String: Int] = [:]
    /// The number of worlds with each result of each verdict.
    var verdicts: [VerdictName: [Verdict.Result: Int]] = [:]
    var leaks: [Leak.Kind: Int] = [:]
    var leakedPerHour = Cents.zero

    init(world: String? = nil, tally: Tally = Tally()) {
        self.world = world
        self.tally = tally
    }

    /// Adds a world as it was when it was last advanced.
    mutating func add(_ world: World) {
        tally.add(world.journal.lifetime)
        journalEntries += world.journal.count
        journalBytes += world.journal.weightBytes
        phases[world.run.phase, default: 0] += 1
        for verdict in world.verdicts { verdicts[verdict.name, default: [:]][verdict.result, default: 0] += 1 }
        for leak in world.leaks {
            leaks[leak.kind, default: 0] += 1
            leakedPerHour += leak.perHour
        }
    }
}
