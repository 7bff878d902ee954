import OutletContract
import OutletDomain

/// How a world was, for as long as some fault of its scenario lets calls see it late.
///
/// It keeps the world as each call that may have changed it left it; between two such moments time alone passes, and a
/// copy that is moved forward is how the world was then, exactly. Its memory is bounded: of more moments than
/// `mostMoments`, or of worlds that together have more than `mostRows` rows, those that lie closest together give way,
/// and a call sees the world as it was a little longer ago. It is not part of a state: after `PUT state` the restored
/// world is the oldest that is known.
struct WorldHistory: Sendable {
    /// So many moments are kept at most.
    static let mostMoments = 256
    /// So many accounts, sessions, rentals, invoices, ledger entries and emails all the moments have at most, unless
    /// the oldest and the newest alone have more.
    static let mostRows = 250_000

    private struct Moment: Sendable {
        var world: ProviderState
        var rows: Int
    }

    /// The oldest first; no two at the same time.
    private var moments: [Moment] = []
    /// What the moments have together.
    private(set) var rowCount = 0
    /// Whether the newest moment is still how the world is, time aside. Whoever only reads says so; who says nothing
    /// may have changed it.
    var isCurrent = false

    var count: Int { moments.count }

    /// Keeps the world as it is.
    ///
    /// - Parameter reach: how far back anybody looks from now on.
    mutating func remember(_ world: ProviderState, reach: Span) {
        let moment = Moment(world: world, rows: world.rowCount)
        if let last = moments.last, last.world.now == world.now { remove(at: moments.count - 1) }
        moments.append(moment)
        rowCount += moment.rows
        while moments.count > 1, moments[1].world.now <= world.now - reach { remove(at: 0) }
        while isTooLarge { thinOut() }
    }

    private var isTooLarge: Bool {
        moments.count > 2 && (moments.count > WorldHistory.mostMoments || rowCount > WorldHistory.mostRows)
    }

    /// The world as it was at a moment; before the oldest that is known, that. Nil where nothing is known.
    func world(at moment: Instant) -> ProviderState? {
        let known = moments.last { $0.world.now <= moment } ?? moments.first
        guard var world = known?.world else { return nil }
        world.advance(to: moment)
        return world
    }

    /// Gives up the moment whose neighbours are closest to each other.
    private mutating func thinOut() {
        let inner = 1..<(moments.count - 1)
        if let index = inner.min(by: { gap(around: $0) < gap(around: $1) }) { remove(at: index) }
    }

    private func gap(around index: Int) -> Span { moments[index + 1].world.now - moments[index - 1].world.now }

    private mutating func remove(at index: Int) {
        rowCount -= moments[index].rows
        moments.remove(at: index)
    }
}
