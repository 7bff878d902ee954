package import OutletContract
package import OutletWire

/// Reading the wallet.
extension ProviderState {
    /// Returns the ledger, newest entry first.
    package func ledger(_ query: LedgerQuery, for user: UserID) throws(APIError) -> JSON {
        try self[user].wallet.page(query)
    }

    /// Returns what is available, what is reserved, and what is owed by invoice.
    package func balance(for user: UserID) -> JSON {
        let account = self[user]
        let owed = invoices.owed(account.invoices)
        return [
            "availableCents": .integer(account.wallet.available.value),
            "reservedCents": .integer(account.wallet.reserved.value),
            "totalCents": .integer(account.wallet.total.value),
            "openInvoicesCents": .integer(owed.sum.value),
            "openInvoiceCount": .integer(owed.count),
            "updatedAt": .string((account.wallet.entries.last?.createdAt ?? account.createdAt).iso8601),
        ]
    }
}
