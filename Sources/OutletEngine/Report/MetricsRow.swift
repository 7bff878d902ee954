import OutletContract
import OutletScenarios

/// What the metrics say of one world, or of all together.
struct MetricsRow {
    /// Nil where it is the whole server; then no sample carries a world's name.
    var world: String?
    var tally: Tally
    var journalEntries = 0
    var journalBytes = 0
    /// How many worlds are in each phase.
    var phases: [String: Int] = [:]
    /// In how many worlds each verdict came out so.
    var verdicts: [VerdictName: [Verdict.Result: Int]] = [:]
    var leaks: [Leak.Kind: Int] = [:]
    var leakedPerHour = Cents.zero

    init(world: String? = nil, tally: Tally = Tally()) {
        self.world = world
        self.tally = tally
    }

    /// As the world was when it was last looked at.
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
