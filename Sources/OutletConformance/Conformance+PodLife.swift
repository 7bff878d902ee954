import OutletContract
import OutletWire

/// A pod's life by the clock: ready after 45 seconds, metered to the second, posted to the ledger each minute, and
/// refunded in full if it ran for less than a minute.
extension Conformance {
    mutating func askPodLife() {
        guard isDouble, isOwnSession else {
            report.omit("Pods growing older: the server's clock cannot be moved, or the wallet is not the suite's")
            return
        }
        guard let dear = catalogue.last(where: { $0["gpuCount"] == 1 }) else { return }
        askLongRun(dear)
        askShortRun(dear, seconds: Limits.freeRun.wholeSeconds - 1)
        checkBooks()
    }

    private mutating func askLongRun(_ listing: JSON) {
        guard let id = launch(listing, [("name", "conform")]) else { return }
        becomeReady(id)
        checkMeter(id)
        for seconds in [59, 60, 61] {
            _ = advance(seconds: seconds)
            checkMeter(id)
        }
        guard let stopped = answer(to: Question(.stopRental, id)) else { return }
        expectEqual(stopped["refundedCents"], 0, "A pod that ran a minute is not refunded")
        checkSettlement(id, stopped, listing)
        _ = advance(seconds: Limits.stopping.wholeSeconds + 1)
        checkStopped(id)
    }

    private mutating func askShortRun(_ listing: JSON, seconds: Int) {
        guard clockStandsStill(), let id = launch(listing) else { return }
        _ = advance(seconds: Limits.provisioning.wholeSeconds + seconds)
        let metered = answer(to: Question(.meterRental, id))
        guard let stopped = answer(to: Question(.stopRental, id)) else { return }
        expectEqual(
            stopped["refundedCents"], metered?["currentChargeCents"],
            "A pod that ran under a minute is refunded in full")
        expectEqual(stopped["finalChargedCents"], 0, "A pod that ran under a minute costs nothing")
        checkSettlement(id, stopped, listing)
        _ = advance(seconds: Limits.stopping.wholeSeconds + 1)
        checkStopped(id)
    }

    private mutating func becomeReady(_ id: String) {
        if clockStandsStill() {
            _ = advance(seconds: Limits.provisioning.wholeSeconds - 1)
            expectEqual(
                answer(to: Question(.getRental, id))?["status"], "provisioning", "A pod is not ready before 45 seconds")
            _ = advance(seconds: 1)
        } else {
            _ = advance(seconds: Limits.provisioning.wholeSeconds)
        }
        let rental = answer(to: Question(.getRental, id))
        expectEqual(rental?["status"], "running", "A pod is ready after 45 seconds")
        expect(rental?["host"]?.string != nil, "A running pod has a host", "a host", rental?["host"]?.text ?? "nothing")
        expect(
            rental?["port"]?.integer != nil, "A running pod has a port", "a port", rental?["port"]?.text ?? "nothing")
    }

    private mutating func checkMeter(_ id: String) {
        guard let rental = answer(to: Question(.getRental, id)), let meter = answer(to: Question(.meterRental, id)),
            let price = rental["pricePerHourCents"]?.integer, let seconds = meter["secondsBilled"]?.integer
        else { return }
        expectEqual(meter["rentalId"], .string(id), "The meter names its rental")
        let dollars = meter["ratePerHour"]?.double ?? 0
        expect(
            (dollars * 100).rounded() == Double(price), "ratePerHour is the price in dollars",
            "\(Cents(price).decimalText)",
            meter["ratePerHour"]?.text ?? "nothing")
        let charge = Conformance.charge(seconds: seconds, centsPerHour: price)
        expectEqual(meter["currentChargeCents"], .integer(charge), "The charge is the seconds' share, rounded half up")
        guard clockStandsStill() else { return }
        expectEqual(rental["totalChargedCents"], .integer(charge), "totalChargedCents is live to the second")
        let started = rental["startedAt"]?.string.flatMap { Instant(iso8601: $0) }
        let ran = started.map { (worldTime() - $0).wholeSeconds - Limits.provisioning.wholeSeconds }
        expect(seconds == ran, "Billing starts when the pod runs", "\(ran ?? 0) s", "\(seconds) s")
    }

    /// Checks that the answer to stopping matches the ledger.
    private mutating func checkSettlement(_ id: String, _ stopped: JSON, _ listing: JSON) {
        guard let entries = wholeList(.ledger, "entries") else { return }
        let mine = entries.filter { $0["rentalId"] == .string(id) }
        func sum(_ type: String) -> Int {
            mine.filter { $0["type"] == .string(type) }.compactMap { $0["amountCents"]?.integer }.reduce(0) {
                $0.saturatingSum($1)
            }
        }
        let charged = (-Cents(sum("rental_charge"))).value
        expectEqual(stopped["refundedCents"], .integer(sum("refund")), "The refund stands in the ledger")
        expectEqual(
            stopped["finalChargedCents"], .integer((Cents(charged) - Cents(sum("refund"))).value),
            "The charges stand in the ledger, net of the refund")
        guard let meter = answer(to: Question(.meterRental, id)), let seconds = meter["secondsBilled"]?.integer,
            let price = listing["pricePerHourCents"]?.integer
        else { return }
        subject = (.ledger, "GET \(Operation.ledger.path)")
        let charge = Conformance.charge(seconds: seconds, centsPerHour: price)
        expect(
            charged == charge, "The ledger charges what the meter counted", "\(charge)", "\(charged)")
    }

    /// Returns the charge in whole cents, rounded half up.
    private static func charge(seconds: Int, centsPerHour: Int) -> Int {
        seconds.saturatingProduct(centsPerHour).saturatingSum(1800) / 3600
    }
}
