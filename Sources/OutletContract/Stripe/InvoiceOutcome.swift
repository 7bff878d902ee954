/// How an open invoice ends.
package enum InvoiceOutcome: String, CaseIterable, Sendable {
    case paid
    case voided
    case uncollectible
}
