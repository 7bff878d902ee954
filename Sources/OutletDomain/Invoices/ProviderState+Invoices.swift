package import OutletContract
package import OutletWire

/// What users owe outside the wallet.
extension ProviderState {
    /// Newest first.
    package func listInvoices(_ query: InvoiceQuery, for user: UserID, links: Links) -> JSON {
        let newestFirst = self[user].invoices.reversed().lazy.map { invoices[$0] }
        let wanted = newestFirst.filter { query.status == nil || $0.status == query.status }
        return ["data": .array(wanted.prefix(query.limit).map { $0.json(links: links) })]
    }

    /// Returns one of the user's own invoices; another user's is not found.
    package func getInvoice(_ id: String, for user: UserID, links: Links) throws(APIError) -> JSON {
        guard let invoice = invoices[id], invoice.user == user else { throw APIError(.notFound) }
        return invoice.json(links: links)
    }

    package func invoicePayUrl(_ id: String, for user: UserID, links: Links) throws(APIError) -> JSON {
        _ = try invoices.index(of: id, for: user)
        guard settings.isBillingEnabled else { throw APIError(.billingDisabled) }
        return ["url": .string(links.absolute(Links.invoicePath(id)))]
    }

    package mutating func voidInvoice(_ id: String, for user: UserID) throws(APIError) -> JSON {
        let index = try invoices.index(of: id, for: user)
        let status = invoices[index].status
        guard status == .open else { throw APIError.invalid("id", "the invoice is \(status.rawValue), not open") }
        closeInvoice(index, as: .void)
        return ["ok": true]
    }

    /// Finds an invoice by its own id or Stripe's.
    package func invoice(_ id: String) -> Invoice? { invoices.find(id).map { invoices[$0] } }

    /// Plays Stripe. Takes the invoice's own id or Stripe's. An uncollectible invoice can still be paid or voided.
    package mutating func settleInvoice(_ id: String, _ outcome: InvoiceOutcome) throws(SettleProblem) {
        guard let index = invoices.find(id) else { throw .unknown }
        switch (outcome, invoices[index].status) {
        case (.paid, .open), (.paid, .uncollectible): payInvoice(index)
        case (.voided, .open), (.voided, .uncollectible): closeInvoice(index, as: .void)
        case (.uncollectible, .open): closeInvoice(index, as: .uncollectible)
        default: throw .alreadySettled
        }
    }

    /// Marks an invoice as paid. Only a failed top-up's money goes into the wallet: the others paid for something else.
    private mutating func payInvoice(_ index: Int) {
        closeInvoice(index, as: .paid)
        let invoice = invoices[index]
        if invoice.reason == .topupFailed {
            receive(invoice.amount, as: .autoTopup, from: invoice.user)
        } else {
            send(.receipt(amount: invoice.amount, total: self[invoice.user].wallet.total), to: invoice.user)
        }
    }
}
