/// Why an invoice was opened. `overage` and `manual` arise only where a scenario gives them.
package enum InvoiceReason: String, CaseIterable, Hashable, Sendable, Codable {
    case topupFailed = "topup_failed"
    case overage
    case manual
}
