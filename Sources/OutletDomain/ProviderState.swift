package import OutletContract

/// The whole state of one isolated double of the API, and the rules by which it changes.
///
/// A world knows no sockets and no wall clock, and its only randomness is its seed: it is a pure function of its
/// initial state, the calls made on it and the times to which it was advanced. Each operation of the API is one method,
/// in `ProviderState+<Group>.swift`.
package struct ProviderState: Hashable, Sendable {
    package let seed: Int
    /// Virtual time. Only `advance(to:)` moves it; while a due event is handled, it is that event's moment.
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
    /// While time advances, the wallets whose dry moment must be planned again; otherwise nil.
    var unplannedWallets: [UserID]?
    var idCounters = IdCounters()
    /// The first invariant that this world found broken, if any. It then does nothing more and must be replaced.
    package internal(set) var brokenInvariant: Invariant?

    /// Makes a fresh world that begins at `startsAt`.
    ///
    /// - Parameters:
    ///   - catalogue: the catalogue of the initial listings and the seed, if the caller has it already.
    package init(_ initialState: InitialState, seed: Int, startsAt: Instant, catalogue: Catalogue? = nil) {
        self.seed = seed
        self.now = startsAt
        self.settings = initialState.settings
        self.catalogue = catalogue ?? Catalogue(initialState.listings, seed: seed)
        self.stock = Stock(initialState.stock)
        for user in initialState.users { open(user) }
    }

    /// Records a broken invariant; the first one counts. The caller reports it and the world does nothing more: a wrong
    /// answer would be worse, and ending the process would take down every other world.
    package mutating func close(_ invariant: Invariant) {
        brokenInvariant = brokenInvariant ?? invariant
    }
}
