package import OutletContract

/// Money that a user owes outside the wallet.
package struct Invoice: Record {
    package struct LineItem: Hashable, Sendable, Codable {
        package let id: String
        package let description: String
        package let amount: Cents
        package let rentalId: String?
        package let periodStart: Instant?
        package let periodEnd: Instant?
    }

    package let id: String
    package let user: UserID
    package let reason: InvoiceReason
    package let amount: Cents
    package let rentalId: String?
    package let stripeInvoiceId: String
    package let lineItems: [LineItem]
    package let createdAt: Instant
    package internal(set) var status = InvoiceStatus.open
    package internal(set) var paidAt: Instant?
    package internal(set) var voidedAt: Instant?

    package var key: String { id }
    package var dueAt: Instant { createdAt + Limits.invoiceDue }
    /// When it becomes uncollectible if it is still open.
    var uncollectibleAt: Instant { createdAt + Limits.invoiceUncollectible }
}
