package import OutletContract

/// All state of one isolated double of the API, and the rules by which it changes.
///
/// A world knows no sockets, no wall clock and no chance but its seed: it is a pure function of its initial state, the calls
/// made on it and the times to which it was advanced. Each operation of the API is one method, in `ProviderState+<Group>.swift`.
package struct ProviderState: Hashable, Sendable {
    package let seed: Int
    /// Virtual time. It moves only by `advance(to:)`; while a due moment is handled, it is that moment.
    package internal(set) var now: Instant
    package var settings: Settings
    package internal(set) var catalogue: Catalogue
    package var stock: Stock
    package var accounts = Table<Account>()
    package internal(set) var sessions = Sessions()
    package internal(set) var rentals = Table<Rental>()
    package internal(set) var invoices = Invoices()
    package internal(set) var outbox = Outbox()
    var stripe = StripeSessions()
    var oauth = OAuthFlow()
    var schedule = Schedule()
    /// While time moves, the wallets whose end has to be planned anew; nil while it stands still.
    var unplannedWallets: [UserID]?
    var idCounters = IdCounters()
    /// What this world found wrong with itself, if anything. It then stands still: only a new one goes on.
    package internal(set) var brokenInvariant: Invariant?

    /// A fresh world that begins at `startsAt`.
    ///
    /// - Parameters:
    ///   - catalogue: the one of the initial listings and the seed, where somebody has it already.
    package init(_ initialState: InitialState, seed: Int, startsAt: Instant, catalogue: Catalogue? = nil) {
        self.seed = seed
        self.now = startsAt
        self.settings = initialState.settings
        self.catalogue = catalogue ?? Catalogue(initialState.listings, seed: seed)
        self.stock = Stock(initialState.stock)
        for user in initialState.users { open(user) }
    }

    /// Notes that a promise of the world's own rules does not hold; the first one counts. Whoever runs the world
    /// answers with it, and lets the world do nothing any more: a wrong answer would be worse, and so would an end of
    /// the process, which takes every other world along.
    package mutating func close(_ invariant: Invariant) {
        brokenInvariant = brokenInvariant ?? invariant
    }
}
