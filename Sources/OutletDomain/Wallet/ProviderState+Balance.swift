import OutletContract
package import OutletWire

/// The wallet as a client sees it.
extension ProviderState {
    package func balance(for user: UserID) -> JSON {
        let account = self[user]
        let open = account.invoices.map { invoices[$0] }.filter { $0.status == .open }
        return [
            "availableCents": .integer(account.wallet.available.value),
            "reservedCents": .integer(account.wallet.reserved.value),
            "totalCents": .integer(account.wallet.total.value),
            "openInvoicesCents": .integer(open.reduce(0) { $0 + $1.amount.value }),
            "openInvoiceCount": .integer(open.count),
            "updatedAt": .string((account.wallet.entries.last?.createdAt ?? account.createdAt).iso8601),
        ]
    }
}
