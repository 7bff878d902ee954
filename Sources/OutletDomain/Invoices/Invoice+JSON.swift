import OutletContract
import OutletWire

extension Invoice {
    /// A record of `listInvoices`, and the whole answer of `getInvoice`.
    func json(links: Links) -> JSON {
        let page = JSON.string(links.absolute(Links.invoicePath(id)))
        return [
            "id": .string(id), "status": .string(status.rawValue), "reason": .string(reason.rawValue),
            "amountCents": .integer(amount.value), "currency": "USD", "rentalId": .optional(rentalId),
            "stripeInvoiceId": .string(stripeInvoiceId), "hostedInvoiceUrl": page, "invoicePdfUrl": .null,
            "receiptUrl": paidAt == nil ? .null : page, "createdAt": .string(createdAt.iso8601),
            "dueAt": .string(dueAt.iso8601), "paidAt": .optional(paidAt?.iso8601),
            "voidedAt": .optional(voidedAt?.iso8601), "lineItems": .array(lineItems.map(\.json)),
        ]
    }
}

extension Invoice.LineItem {
    fileprivate var json: JSON {
        [
            "id": .string(id), "description": .string(description), "amountCents": .integer(amount.value),
            "rentalId": .optional(rentalId), "periodStart": .optional(periodStart?.iso8601),
            "periodEnd": .optional(periodEnd?.iso8601),
        ]
    }
}
