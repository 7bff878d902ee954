/// What becomes of an open invoice.
package enum InvoiceOutcome: String, CaseIterable, Sendable {
    case paid
    case voided
    case uncollectible
}
