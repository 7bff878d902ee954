import OutletContract
import OutletWire

/// Renting: what cannot be rented, and a pod that is launched, looked up, and stopped before it costs anything.
extension Conformance {
    mutating func askRentals() {
        let rentals = wholeList(.listRentals, "rentals") ?? []
        expectNewestFirst(rentals, by: "startedAt")
        for operation in [Operation.getRental, .meterRental, .stopRental] where mayWrite || !operation.isMutating {
            refusal(.rentalNotFound, of: Question(operation, ResourceKind.rental.example))
            refusal(.rentalNotFound, of: Question(operation, "no-id-at-all"))
        }
        for rental in rentals.prefix(3) { checkRental(rental) }
        guard mayWrite else { return }
        askImpossiblePod()
        askPodTooDear()
        guard isOwnSession else {
            report.omit("createRental and stopRental: they would spend from a wallet that is not the suite's")
            return
        }
        guard let listing = catalogue.first else { return }
        let name = String(repeating: "n", count: Limits.nameCharacters.upperBound)
        let more: [(String, JSON)] = [
            ("name", .string(name)), ("templateId", "pytorch"),
            ("autoStopAfterHours", .integer(Limits.autoStopMaximumHours)),
        ]
        guard let id = launch(listing, more) else { return }
        stopUnused(id)
    }

    /// Requests a family in a size and area that the catalogue lacks, although it has the family and the area.
    private mutating func askImpossiblePod() {
        for listing in catalogue {
            for area in ["us", "eu", "apac"] {
                let here = catalogue.contains {
                    $0["family"] == listing["family"] && $0["gpuCount"] == listing["gpuCount"]
                        && $0["region"]?.string.flatMap(Region.init(rawValue:))?.area == area
                }
                guard !here else { continue }
                let body: JSON = [
                    "familyId": listing["family"] ?? .null, "gpuCount": listing["gpuCount"] ?? .null,
                    "region": .string(area),
                ]
                refusal(.modelUnavailable, of: Question(.previewRental, body: body))
                refusal(.modelUnavailable, of: Question(.createRental, body: body))
                return
            }
        }
    }

    private mutating func askPodTooDear() {
        guard let wallet = answer(to: Question(.balance)), let available = wallet["availableCents"]?.integer,
            let dearest = catalogue.last, let price = dearest["pricePerHourCents"]?.integer
        else { return }
        guard price > available else { return }
        let refused = refusal(.insufficientBalance, of: Question(.createRental, body: pod(dearest)))
        guard let details = refused?["details"] else { return }
        let numbers = ["requiredCents", "availableCents"].map { Conformance.number(details[$0]) }
        expect(
            numbers[0] == price, "details says what is required", "\(price)",
            details["requiredCents"]?.text ?? "nothing")
        expect(
            numbers[1] == available, "details says what is available", "\(available)",
            details["availableCents"]?.text ?? "nothing")
    }

    private static func number(_ json: JSON?) -> Int? { json?.integer ?? json?.string.flatMap { Int($0) } }

    /// Launches a pod and compares it with the listing, the list and the wallet.
    mutating func launch(_ listing: JSON, _ more: [(String, JSON)] = []) -> String? {
        let before = answer(to: Question(.balance))
        let question = Question(.createRental, body: pod(listing, more))
        guard let launched = answer(to: question), let id = launched["id"]?.string else { return nil }
        let price = listing["pricePerHourCents"]
        expectEqual(launched["status"], "provisioning", "A new pod is provisioning")
        expectEqual(launched["host"], .null, "A new pod has no host yet")
        expectEqual(launched["port"], .null, "A new pod has no port yet")
        expectEqual(launched["pricePerHourCents"], price, "A pod costs what its listing says")
        let after = answer(to: Question(.balance))
        expectEqual(after?["totalCents"], before?["totalCents"], "Launching charges nothing")
        let reserved = (before?["reservedCents"]?.integer ?? 0).saturatingSum(price?.integer ?? 0)
        expectEqual(after?["reservedCents"], .integer(reserved), "Launching reserves one hour")
        let first = answer(to: Question(.listRentals, query: [("pageSize", "1")]))?["rentals"]?.array?.first
        expectEqual(first?["id"], .string(id), "A new pod comes first in the list")
        if let rental = checkRental(first ?? .null) {
            expectEqual(rental["provider"], listing["providerCode"], "A pod runs at its listing's provider")
            expectEqual(rental["region"], listing["region"], "A pod runs in its listing's region")
            expectEqual(rental["familyId"], listing["family"], "A pod is of the family that was asked for")
            expectEqual(rental["gpuCount"], listing["gpuCount"], "A pod has the GPUs that were asked for")
            for (key, value) in more where key == "name" { expectEqual(rental["name"], value, "A pod keeps its name") }
        }
        let living = answer(to: Question(.listRentals, query: [("status", "provisioning"), ("pageSize", "200")]))
        expect(
            living?["rentals"]?.array?.contains { $0["id"] == .string(id) } == true, "Rentals are found by status", id,
            "not among the provisioning")
        let stopped = answer(to: Question(.listRentals, query: [("status", "stopped"), ("pageSize", "200")]))
        expect(
            stopped?["rentals"]?.array?.contains { $0["id"] == .string(id) } == false, "A status leaves out all others",
            "not to be there", id)
        return id
    }

    /// Checks that a rental matches its row in the list.
    @discardableResult
    mutating func checkRental(_ row: JSON) -> JSON? {
        guard let id = row["id"]?.string, let rental = answer(to: Question(.getRental, id)) else { return nil }
        let isRunning = row["status"] == "running"
        for key in row.object?.keys ?? [] where !(isRunning && key == "totalChargedCents") {
            expectEqual(rental[key], row[key], "A rental says what its row in the list says")
        }
        expect(
            (rental["host"] == .null) == (rental["port"] == .null), "Host and port come together", "both or none",
            "\(rental["host"]?.text ?? "nothing") and \(rental["port"]?.text ?? "nothing")")
        return rental
    }

    /// Stops a pod that is still provisioning, and checks that it cost nothing.
    private mutating func stopUnused(_ id: String) {
        let before = totalCents()
        guard let stopped = answer(to: Question(.stopRental, id)) else { return }
        expectEqual(stopped["id"], .string(id), "Stopping names the rental")
        expectEqual(stopped["status"], "stopping", "A pod that is told to stop is stopping")
        expectEqual(stopped["finalChargedCents"], 0, "A pod that never ran costs nothing")
        expectEqual(stopped["refundedCents"], 0, "A pod that never ran has nothing to refund")
        refusal(.alreadyStopped, of: Question(.stopRental, id))
        let after = totalCents()
        expect(after == before, "A pod that never ran leaves the wallet alone", "\(before ?? 0)", "\(after ?? 0)")
        guard advance(seconds: Limits.stopping.wholeSeconds + 1) else { return }
        checkStopped(id)
    }

    mutating func checkStopped(_ id: String) {
        let rental = answer(to: Question(.getRental, id))
        expectEqual(rental?["status"], "stopped", "A pod has stopped five seconds later")
        expect(
            rental?["stoppedAt"]?.string != nil, "A stopped pod says since when", "a time",
            rental?["stoppedAt"]?.text ?? "nothing")
        refusal(.alreadyStopped, of: Question(.stopRental, id))
    }
}
