/// Where an invoice stands.
package enum InvoiceStatus: String, CaseIterable, Hashable, Sendable, Codable {
    case open
    case paid
    case void
    case uncollectible
}
