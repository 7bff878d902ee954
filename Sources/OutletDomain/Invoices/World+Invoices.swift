package import OutletContract
package import OutletWire

/// What users owe.
extension World {
    /// Newest first.
    package func listInvoices(_ query: InvoiceQuery, for user: UserID, links: Links) -> JSON {
        let newestFirst = self[user].invoices.reversed().lazy.map { invoices[$0] }
        let wanted = newestFirst.filter { query.status == nil || $0.status == query.status }
        return ["data": .array(wanted.prefix(query.limit).map { $0.json(links: links) })]
    }

    /// One of the user's own: somebody else's is not there.
    package func getInvoice(_ id: String, for user: UserID, links: Links) throws(APIError) -> JSON {
        guard let invoice = invoices[id], invoice.user == user else { throw APIError(.notFound) }
        return invoice.json(links: links)
    }

    package func invoicePayUrl(_ id: String, for user: UserID, links: Links) throws(APIError) -> JSON {
        _ = try placeOfInvoice(id, for: user)
        guard settings.isBillingEnabled else { throw APIError(.billingDisabled) }
        return ["url": .string(links.absolute(Links.invoicePath(id)))]
    }

    package mutating func voidInvoice(_ id: String, for user: UserID) throws(APIError) -> JSON {
        let place = try placeOfInvoice(id, for: user)
        let status = invoices[place].status
        guard status == .open else { throw APIError.invalid("id", "the invoice is \(status.rawValue), not open") }
        closeInvoice(place, as: .void)
        return ["ok": true]
    }

    /// By the invoice's id or Stripe's own.
    package func invoice(_ id: String) -> Invoice? { placeOfInvoice(id).map { invoices[$0] } }

    private func placeOfInvoice(_ id: String) -> Int? {
        invoices.place(of: id) ?? invoices.rows.firstIndex { $0.stripeInvoiceId == id }
    }

    /// Plays Stripe. Takes the invoice's id or Stripe's own. What was given up can still be paid or voided.
    package mutating func settleInvoice(_ id: String, _ outcome: InvoiceOutcome) throws(SettleProblem) {
        guard let place = placeOfInvoice(id) else { throw .unknown }
        switch (outcome, invoices[place].status) {
        case (.paid, .open), (.paid, .uncollectible): payInvoice(place)
        case (.voided, .open), (.voided, .uncollectible): closeInvoice(place, as: .void)
        case (.uncollectible, .open): closeInvoice(place, as: .uncollectible)
        default: throw .alreadySettled
        }
    }

    /// Another user's invoice is forbidden here, unlike in `getInvoice`.
    private func placeOfInvoice(_ id: String, for user: UserID) throws(APIError) -> Int {
        guard let place = invoices.place(of: id) else { throw APIError(.notFound) }
        guard invoices[place].user == user else { throw APIError(.forbidden) }
        return place
    }

    /// The debt is paid; only a failed top-up's money goes into the wallet, since the others paid for something else.
    private mutating func payInvoice(_ place: Int) {
        closeInvoice(place, as: .paid)
        let invoice = invoices[place]
        if invoice.reason == .topupFailed {
            receive(invoice.amount, as: .autoTopup, from: invoice.user)
        } else {
            send(.receipt(amount: invoice.amount, total: self[invoice.user].wallet.total), to: invoice.user)
        }
    }
}
