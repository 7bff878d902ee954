/// The status of an invoice.
package enum InvoiceStatus: String, CaseIterable, Hashable, Sendable, Codable {
    case open
    case paid
    case void
    case uncollectible
}
