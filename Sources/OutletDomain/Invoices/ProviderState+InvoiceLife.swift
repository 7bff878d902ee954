import OutletContract

/// An invoice's life: open, then paid, void or uncollectible.
extension ProviderState {
    /// Opens an invoice at this moment and gives its place.
    @discardableResult
    mutating func openInvoice(_ reason: InvoiceReason, _ amount: Cents, for user: UserID) -> Int {
        let line = Invoice.LineItem(
            id: newId(.lineItem), description: reason.lineDescription, amount: amount, rentalId: nil, periodStart: nil,
            periodEnd: nil)
        let index = invoices.append(
            Invoice(
                id: newId(.invoice), user: user, reason: reason, amount: amount, rentalId: nil,
                stripeInvoiceId: newId(.stripeInvoice), lineItems: [line], createdAt: now))
        self[user].invoices.append(index)
        schedule.insert(uncollectible(index))
        return index
    }

    /// Takes an open invoice to its end at this moment. One that was given up can still be paid or voided.
    mutating func closeInvoice(_ index: Int, as status: InvoiceStatus) {
        let before = invoices[index].status
        guard status != .open && status != before && (before == .open || before == .uncollectible) else {
            return close(.invoiceClosedTwice)
        }
        if before == .open { schedule.remove(uncollectible(index)) }
        invoices[index].status = status
        if status == .paid { invoices[index].paidAt = now }
        if status == .void { invoices[index].voidedAt = now }
    }

    func uncollectible(_ index: Int) -> Due {
        let invoice = invoices[index]
        return Due(moment: invoice.uncollectibleAt, kind: .invoiceUncollectible, id: invoice.id, index: index)
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
