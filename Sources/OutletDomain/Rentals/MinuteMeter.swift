import OutletContract

/// Computes the ledger entries for the full minutes of one running pod.
///
/// A pod of at least 60 cents an hour adds a cent or more each minute, so it has as many entries as minutes. A cheaper
/// one never adds more than one cent a minute, so it has as many entries as cents. Thus no loop is needed to count the
/// entries up to a moment or to find the minute of an entry.
struct MinuteMeter: Hashable, Sendable {
    let rentalId: String
    let meter: Meter

    /// The number of the pod's full minutes by a moment.
    func minutes(at moment: Instant) -> Int {
        max(0, (moment - meter.runningSince).milliseconds / MinuteMeter.milliseconds)
    }

    func moment(ofMinute minute: Int) -> Instant {
        meter.runningSince + Span(milliseconds: minute.saturatingProduct(MinuteMeter.milliseconds))
    }

    /// The cost of the pod's first `minutes` minutes.
    func cost(ofMinutes minutes: Int) -> Cents {
        Meter.charge(seconds: minutes.saturatingProduct(60), pricePerHour: meter.pricePerHour)
    }

    func cost(at moment: Instant) -> Cents { cost(ofMinutes: minutes(at: moment)) }

    /// The number of the pod's full minutes by a moment that add a cent or more.
    func entries(at moment: Instant) -> Int {
        let minutes = minutes(at: moment)
        return isCheap ? cost(ofMinutes: minutes).value : minutes
    }

    /// The minute that makes the entry with this ordinal, from 1.
    func minute(ofEntry ordinal: Int) -> Int {
        let price = meter.pricePerHour.value
        // The first k with (60k × price + 1800) ÷ 3600 ≥ ordinal.
        return isCheap ? ordinal.saturatingProduct(60).saturatingSum(price - 31) / price : ordinal
    }

    /// The amount that a minute adds to those before it.
    func amount(ofMinute minute: Int) -> Cents { cost(ofMinutes: minute) - cost(ofMinutes: minute - 1) }

    /// Whether an entry is the charge for one of the pod's full minutes.
    func makes(_ entry: LedgerEntry) -> Bool {
        guard entry.type == .rentalCharge, entry.rentalId == rentalId else { return false }
        let minute = minutes(at: entry.createdAt)
        return moment(ofMinute: minute) == entry.createdAt && entry.amount == -amount(ofMinute: minute)
    }

    private var isCheap: Bool { meter.pricePerHour.value < 60 }

    private static let milliseconds = 60_000
}
