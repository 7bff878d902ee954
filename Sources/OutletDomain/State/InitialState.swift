package import OutletContract

/// How a world begins: everything that a scenario's `given` can say, as a plain value.
package struct InitialState: Hashable, Sendable {
    package var users = [User.developer]
    /// Free GPUs per family; the catalogue's own number for families not listed. The GPUs of initial pods are not taken
    /// from it.
    package var stock: [Family: Int] = [:]
    /// Replaces the catalogue's listings; nil keeps them.
    package var listings: [Listing]?
    package var settings = Settings()

    package init() {}

    package struct User: Hashable, Sendable {
        package var email: EmailAddress
        /// A session that is open from the start, if any.
        package var sid: String?
        package var balance = Cents.zero
        package var card: Card?
        package var autoTopup: AutoTopup?
        package var keys: [Key] = []
        package var rentals: [Rental] = []
        package var invoices: [Invoice] = []

        package init(email: EmailAddress, sid: String? = nil, balance: Cents = .zero) {
            self.email = email
            self.sid = sid
            self.balance = balance
        }

        /// The user of a scenario that names none.
        package static let developer: User = {
            // Always so: it is a constant.
            guard let email = EmailAddress("dev@example.com") else { preconditionFailure("the address is well formed") }
            return User(email: email, sid: "dev", balance: Cents(10_000))
        }()
    }

    package struct Card: Hashable, Sendable {
        package var brand = "visa"
        package var last4 = "4242"
        package var expMonth = 12
        package var expYear = 2030
        package var declines = false

        package init() {}
    }

    package struct Key: Hashable, Sendable {
        package var name: String
        /// A whole line of an OpenSSH `.pub` file.
        package var publicKey: String

        package init(name: String, publicKey: String) {
            self.name = name
            self.publicKey = publicKey
        }
    }

    package struct Rental: Hashable, Sendable {
        package var family: Family
        package var gpuCount: Int
        package var status: RentalStatus
        /// How long before the world's start it was created.
        package var age: Span
        package var name: String?

        package init(
            _ family: Family, gpuCount: Int = 1, status: RentalStatus = .running, age: Span = .zero,
            name: String? = nil
        ) {
            self.family = family
            self.gpuCount = gpuCount
            self.status = status
            self.age = age
            self.name = name
        }
    }

    package struct Invoice: Hashable, Sendable {
        package var reason: InvoiceReason
        package var amount: Cents
        package var status: InvoiceStatus
        /// How long before the world's start it was opened.
        package var age: Span

        package init(_ reason: InvoiceReason, _ amount: Cents, status: InvoiceStatus = .open, age: Span = .zero) {
            self.reason = reason
            self.amount = amount
            self.status = status
            self.age = age
        }
    }

    package struct Listing: Hashable, Sendable, Codable {
        package var family: Family
        package var gpuCount: Int
        /// For the whole pod.
        package var pricePerHour: Cents
        package var provider: Provider
        package var region: Region

        package init(_ family: Family, gpuCount: Int, pricePerHour: Cents, provider: Provider, region: Region) {
            self.family = family
            self.gpuCount = gpuCount
            self.pricePerHour = pricePerHour
            self.provider = provider
            self.region = region
        }
    }
}
