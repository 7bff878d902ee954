package import OutletContract

extension Given {
    /// One account, and what it holds when the world begins.
    package struct User: Hashable, Sendable {
        package var email: EmailAddress
        /// The session cookie that signs this user in; nil if the user has to sign in.
        package var sid: String?
        package var balance: Cents
        package var card: Card?
        package var autoTopup: AutoTopup?
        package var keys: [Key] = []
        package var rentals: [Rental] = []
        package var invoices: [Invoice] = []
        package var location: SourceLocation
    }

    package struct Card: Hashable, Sendable {
        package var brand: String
        /// Four digits.
        package var last4: String
        package var expMonth: Int
        package var expYear: Int
        /// Whether every charge is declined.
        package var declines: Bool
        package var location: SourceLocation
    }

    package struct AutoTopup: Hashable, Sendable {
        package var isEnabled: Bool
        package var threshold: Cents
        package var topupAmount: Cents
        package var location: SourceLocation
    }

    package struct Key: Hashable, Sendable {
        package var name: String
        /// The whole line, in a form that the API accepts.
        package var publicKey: String
        package var location: SourceLocation
    }

    package struct Rental: Hashable, Sendable {
        package var family: Family
        package var gpuCount: Int
        package var status: RentalStatus
        /// How long before the world's start it was created.
        package var age: Span
        package var name: String?
        package var location: SourceLocation
    }

    package struct Invoice: Hashable, Sendable {
        package var reason: InvoiceReason
        package var amount: Cents
        package var status: InvoiceStatus
        /// How long before the world's start it was opened.
        package var age: Span
        package var location: SourceLocation
    }
}
