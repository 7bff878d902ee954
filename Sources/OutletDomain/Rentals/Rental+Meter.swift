package import OutletContract

/// What a pod costs: the meter's exact integer arithmetic.
extension Rental {
    /// The whole seconds that the pod has run.
    package func secondsBilled(at now: Instant) -> Int {
        guard let runningSince else { return 0 }
        return max(0, ((stoppedAt ?? now) - runningSince).wholeSeconds)
    }

    /// The cost of the seconds billed: seconds × cents per hour ÷ 3600, rounded half up.
    package func meteredCharge(at now: Instant) -> Cents {
        Meter.charge(seconds: secondsBilled(at: now), pricePerHour: pricePerHour)
    }

    /// The meter of a pod that runs.
    var meter: Meter? {
        guard status == .running, let runningSince else { return nil }
        return Meter(runningSince: runningSince, pricePerHour: pricePerHour)
    }

    /// The end of the next full minute that adds a cent or more to what was charged. Minutes that add nothing post
    /// nothing, so they are not scheduled. Nil for a pod that costs nothing, and at the end of time.
    func nextCharge(after now: Instant) -> Instant? {
        let price = pricePerHour.value
        guard price > 0, let runningSince else { return nil }
        // The first k with (60k × price + 1800) ÷ 3600 ≥ charged + 1.
        let minute = charged.value.saturatingProduct(60).saturatingSum(30 + price - 1) / price
        let next = runningSince + .minutes(max(secondsBilled(at: now) / 60 + 1, minute))
        return next > now ? next : nil
    }

    /// The cost that the ledger has not taken yet.
    func unposted(at now: Instant) -> Cents { meteredCharge(at: now) - charged }

    /// The cost to the second while the pod runs; net of a refund once it has ended.
    package func totalCharged(at now: Instant) -> Cents {
        stoppedAt == nil ? meteredCharge(at: now) : charged - refunded
    }

    /// The last whole second billed; nil before the pod ran.
    func lastHeartbeat(at now: Instant) -> Instant? {
        runningSince.map { $0 + .seconds(secondsBilled(at: now)) }
    }

    /// Whether the pod ran so briefly that it costs nothing.
    func isFree(at now: Instant) -> Bool {
        runningSince.map { (stoppedAt ?? now) - $0 < Limits.freeRun } ?? false
    }
}
