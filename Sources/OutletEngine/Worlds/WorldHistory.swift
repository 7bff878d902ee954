import OutletContract
import OutletDomain

/// A world's past states, kept while some fault of its scenario shows them to calls.
///
/// It keeps the world as left by each call that may have changed it. Between two such moments only time passes, so an
/// advanced copy is exactly the world as it was. Memory is bounded: beyond `mostMoments` moments or `mostRows` rows in
/// total, the moments closest together are dropped, and a call sees a slightly older world. History is not part of an
/// exported state: after `PUT state` the restored world is the oldest one known.
struct WorldHistory: Sendable {
    /// The maximum number of moments kept.
    static let mostMoments = 256
    /// The maximum number of accounts, sessions, rentals, invoices, ledger entries and emails in all moments together,
    /// unless the oldest and the newest alone have more.
    static let mostRows = 250_000

    private struct Moment: Sendable {
        var world: ProviderState
        var rows: Int
    }

    /// Oldest first; no two at the same time.
    private var moments: [Moment] = []
    /// The number of rows in all moments together.
    private(set) var rowCount = 0
    /// Whether the newest moment still matches the world, apart from time. A call that only reads sets this; any other
    /// may have changed the world.
    var isCurrent = false

    var count: Int { moments.count }

    /// Keeps the world as it is.
    ///
    /// - Parameter reach: how far back calls look from now on.
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

    /// The world as it was at a moment, or the oldest one known if the moment is before that. Nil if nothing is known.
    func world(at moment: Instant) -> ProviderState? {
        let known = moments.last { $0.world.now <= moment } ?? moments.first
        guard var world = known?.world else { return nil }
        world.advance(to: moment)
        return world
    }

    /// Drops the moment whose neighbours are closest to each other.
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
