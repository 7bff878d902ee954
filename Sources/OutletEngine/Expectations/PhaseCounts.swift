import OutletScenarios

/// Counts of exchanges by the phase in which they came. The first phase, which most worlds never leave, is not counted
/// apart: it is what the others leave over.
struct PhaseCounts: Sendable {
    private var counts: [String: RunningCounts<Tally.Key>] = [:]
    private var entered: Set<String> = [ScenarioRun.startPhase]
    /// Whether there were more phases than are told apart.
    private(set) var isOverflowing = false

    /// No drill has so many; somebody who makes up names for them is not to fill the memory.
    static let maximum = 100

    mutating func enter(_ phase: String) {
        guard !entered.contains(phase) else { return }
        guard entered.count < PhaseCounts.maximum else {
            isOverflowing = true
            return
        }
        entered.insert(phase)
    }

    mutating func count(_ exchange: Exchange) {
        guard exchange.phase != ScenarioRun.startPhase else { return }
        enter(exchange.phase)
        guard entered.contains(exchange.phase) else { return }
        counts[exchange.phase, default: RunningCounts()].count(Tally.Key(exchange))
    }

    /// The same exchange is counted already; now more is known of how its answer ended.
    mutating func recount(_ known: Exchange, as settled: Exchange) {
        counts[known.phase]?.uncount(Tally.Key(known))
        counts[known.phase]?.count(Tally.Key(settled))
    }

    /// Whether the world was ever in that phase; nil where that is no longer known.
    func hasReached(_ phase: String) -> Bool? { entered.contains(phase) ? true : isOverflowing ? nil : false }

    /// How many exchanges that `isWanted` says yes to came in a phase; nil where that is no longer known.
    ///
    /// - Parameter all: the counts of all phases together.
    func count(in phase: String, of all: Tally, where isWanted: (Tally.Key) -> Bool) -> Int? {
        guard phase == ScenarioRun.startPhase else {
            return counts[phase]?.count(where: isWanted) ?? (hasReached(phase) == nil ? nil : 0)
        }
        let elsewhere = counts.values.reduce(0) { $0 + $1.count(where: isWanted) }
        return isOverflowing ? nil : all.count(where: isWanted) - elsewhere
    }
}
