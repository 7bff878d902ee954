package import OutletContract
package import OutletWire

/// Something that a run left in its world, and what it costs.
package struct Leftover: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case pod
        case payment
        case key
        case session
        /// A change that the baseline makes and this run did not.
        case missing
    }

    package var kind: Kind
    /// For example `h100-80gb × 1 at $2.80 an hour`.
    package var text: String
    /// The price per hour; nil for a one-time cost, or if it costs nothing.
    package var perHour: Cents?
    /// The one-time cost.
    package var cost: Cents?

    package init(_ kind: Kind, _ text: String, perHour: Cents? = nil, cost: Cents? = nil) {
        self.kind = kind
        self.text = text
        self.perHour = perHour
        self.cost = cost
    }

    package var json: JSON {
        [
            "kind": .string(kind.rawValue), "text": .string(text), "perHourCents": .optional(perHour?.value),
            "costCents": .optional(cost?.value),
        ]
    }
}
