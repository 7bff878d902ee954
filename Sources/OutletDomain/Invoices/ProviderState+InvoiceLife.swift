import OutletContract

/// An invoice's life: open, then paid, void or uncollectible.
extension ProviderState {
    /// Opens an invoice now and returns its index.
    @discardableResult
    mutating func openInvoice(_ reason: InvoiceReason, _ amount: Cents, for user: UserID) -> Int {
        let line = Invoice.LineItem(
            id: newId(.lineItem), description: reason.lineDescription, amount: amount, rentalId: nil, periodStart: nil,
            periodEnd: nil)
        let index = invoices.open(
            Invoice(
                id: newId(.invoice), user: user, reason: reason, amount: amount, rentalId: nil,
                stripeInvoiceId: newId(.stripeInvoice), lineItems: [line], createdAt: now))
        self[user].invoices.append(index)
        schedule.insert(invoices.uncollectible(index))
        return index
    }

    /// Gives an invoice its final status now.
    mutating func closeInvoice(_ index: Int, as status: InvoiceStatus) {
        guard let before = invoices.close(index, as: status, at: now) else { return close(.invoiceClosedTwice) }
        if before == .open { schedule.remove(invoices.uncollectible(index)) }
    }
}

extension InvoiceReason {
    fileprivate var lineDescription: String {
        switch self {
        case .topupFailed: "Automatic top-up that the card declined"
        case .overage: "Usage beyond the wallet"
        case .manual: "Manual charge"
        }
    }
}
