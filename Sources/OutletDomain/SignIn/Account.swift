package import OutletContract

/// One user and everything that belongs to them alone. Rentals and other things with ids of their own are in the
/// world's tables; the account holds their indices.
package struct Account: Record {
    package let id: String
    package let email: EmailAddress
    package let createdAt: Instant
    /// Stripe's id of the user, which its events may use instead of ours.
    package let customer: String
    /// The code that was sent last, until it is used.
    package var code: OneTimeCode?
    package var codeRequestedAt: Instant?
    package var wallet = Wallet()
    /// Indices in `ProviderState.rentals`, in order of creation.
    package var rentals: [Int] = []
    /// Indices of the rentals that hold a reserve, by rental id.
    package var liveRentals: [Int] = []
    /// When the wallet will be used up if nothing changes.
    var dryAt: Instant?
    package var card: Card?
    package var autoTopup = AutoTopup()
    /// Indices in `ProviderState.invoices`, in order of creation.
    package var invoices: [Int] = []
    /// In the order in which they were added.
    package internal(set) var keys = SSHKeys()
    /// How many checkouts of the hourly limit are used.
    var checkouts = RequestWindow()

    package var key: String { email.text }
}
