import OutletContract

/// How logical calls ended. A logical call is a call and its repeats, until one is granted.
struct LogicalCallCount: Sendable {
    /// The call was granted, or took effect although its answer was lost.
    var well = 0
    var badly = 0
    /// The client still waits, for an answer or as long as it was told.
    var underWay = 0
    /// The first requests of the newest logical calls that ended badly.
    var examples: [Exchange] = []

    var total: Int { well + badly + underWay }

    /// The share that ended well, at worst and at best; nil if there were none.
    var share: ClosedRange<Double>? {
        guard total > 0 else { return nil }
        return Double(well) / Double(total)...Double(well + underWay) / Double(total)
    }
}
