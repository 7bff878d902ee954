package import OutletContract

/// One user and everything that is theirs alone. Rentals and other things with ids of their own stand in the world's
/// tables; the account holds their places there.
package struct Account: Record {
    package let id: String
    package let email: EmailAddress
    package let createdAt: Instant
    /// Stripe's id of the user: what its events may say in the place of ours.
    package let customer: String
    /// The code that was sent last, until it is used.
    package var code: OneTimeCode?
    package var codeRequestedAt: Instant?
    package var wallet = Wallet()
    /// Places in `ProviderState.rentals`, in the order made.
    package var rentals: [Int] = []
    /// Places of the rentals that hold a reserve, by rental id.
    package var liveRentals: [Int] = []
    /// When the wallet will be used up, as things stand.
    var dryAt: Instant?
    package var card: Card?
    package var autoTopup = AutoTopup()
    /// Places in `ProviderState.invoices`, in the order made.
    package var invoices: [Int] = []
    /// In the order added.
    package internal(set) var keys = SSHKeys()
    /// How much of the hour's checkouts is used.
    var checkouts = RequestWindow()

    package var key: String { email.text }
}
