package import OutletContract
package import OutletWire

/// The body of `setAutoTopup`.
package struct SetAutoTopup: Hashable, Sendable {
    package var isEnabled: Bool
    package var threshold: Cents?
    package var amount: Cents?

    package init(isEnabled: Bool, threshold: Cents? = nil, amount: Cents? = nil) {
        self.isEnabled = isEnabled
        self.threshold = threshold
        self.amount = amount
    }

    /// Reads a body whose shape has been checked.
    package init(_ body: JSONObject) {
        isEnabled = body["enabled"]?.bool == true
        threshold = body["thresholdCents"]?.wholeNumber.map(Cents.init)
        amount = body["topupAmountCents"]?.wholeNumber.map(Cents.init)
    }
}
