package import OutletContract
package import OutletWire

/// The body of `checkout`.
package struct Checkout: Hashable, Sendable {
    package var amount: Cents

    package init(amount: Cents) { self.amount = amount }

    /// Reads a body whose shape has been checked.
    package init(_ body: JSONObject) { amount = Cents(body.checkedNumber("amountCents")) }
}
