package import OutletContract

/// Computes what running pods cost: exact integer arithmetic on whole seconds.
package struct Meter: Hashable, Sendable {
    package let runningSince: Instant
    /// For the whole pod.
    package let pricePerHour: Cents

    /// The cost from the pod's first second to `moment`: seconds × cents per hour ÷ 3600, rounded half up.
    package func charge(at moment: Instant) -> Cents {
        Meter.charge(seconds: max(0, (moment - runningSince).wholeSeconds), pricePerHour: pricePerHour)
    }

    package static func charge(seconds: Int, pricePerHour: Cents) -> Cents {
        Cents(seconds.saturatingProduct(pricePerHour.value).saturatingSum(1800) / 3600)
    }

    /// Whether these pods together have cost `limit` by `moment`.
    static func reach(_ limit: Cents, _ meters: [Meter], at moment: Instant) -> Bool {
        var cost = Cents.zero
        for meter in meters {
            cost += meter.charge(at: moment)
            if cost >= limit { return true }
        }
        return cost >= limit
    }
}
