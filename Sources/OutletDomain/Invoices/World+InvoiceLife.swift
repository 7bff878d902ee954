import OutletContract

/// An invoice's life: open, then paid, void or uncollectible.
extension World {
    /// Opens an invoice at this moment and gives its place.
    @discardableResult
    mutating func openInvoice(_ reason: InvoiceReason, _ amount: Cents, for user: UserID) -> Int {
        let line = Invoice.LineItem(
            id: newId(.lineItem), description: reason.lineDescription, amount: amount, rentalId: nil, periodStart: nil,
            periodEnd: nil)
        let place = invoices.append(
            Invoice(
                id: newId(.invoice), user: user, reason: reason, amount: amount, rentalId: nil,
                stripeInvoiceId: newId(.stripeInvoice), lineItems: [line], createdAt: now))
        self[user].invoices.append(place)
        schedule.insert(uncollectible(place))
        return place
    }

    /// Takes an open invoice to its end at this moment. One that was given up can still be paid or voided.
    mutating func closeInvoice(_ place: Int, as status: InvoiceStatus) {
        let before = invoices[place].status
        guard status != .open && status != before && (before == .open || before == .uncollectible) else {
            return close(.invoiceClosedTwice)
        }
        if before == .open { schedule.remove(uncollectible(place)) }
        invoices[place].status = status
        if status == .paid { invoices[place].paidAt = now }
        if status == .void { invoices[place].voidedAt = now }
    }

    func uncollectible(_ place: Int) -> Due {
        let invoice = invoices[place]
        return Due(moment: invoice.uncollectibleAt, kind: .invoiceUncollectible, id: invoice.id, place: place)
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
