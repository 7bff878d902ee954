/// Why an invoice was opened. `overage` and `manual` occur only if a scenario asks for them.
package enum InvoiceReason: String, CaseIterable, Hashable, Sendable, Codable {
    case topupFailed = "topup_failed"
    case overage
    case manual
}
