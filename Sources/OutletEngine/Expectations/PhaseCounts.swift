import OutletScenarios

/// Counts of exchanges by the phase they arrived in. The start phase, which most worlds never leave, is not counted
/// separately: it is the total minus the others.
struct PhaseCounts: Sendable {
    private var counts: [String: RunningCounts<Tally.Key>] = [:]
    private var entered: Set<String> = [ScenarioRun.startPhase]
    /// Whether there were more phases than can be told apart.
    private(set) var isOverflowing = false

    /// No drill has so many. The limit keeps made-up phase names from filling the memory.
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

    /// Replaces the count of an exchange once it is known how its answer ended.
    mutating func recount(_ known: Exchange, as settled: Exchange) {
        counts[known.phase]?.uncount(Tally.Key(known))
        counts[known.phase]?.count(Tally.Key(settled))
    }

    /// Whether the world was ever in that phase; nil if no longer known.
    func hasReached(_ phase: String) -> Bool? { entered.contains(phase) ? true : isOverflowing ? nil : false }

    /// The number of exchanges in a phase whose keys satisfy `isWanted`; nil if no longer known.
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
