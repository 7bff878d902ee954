package import OutletContract
package import OutletWire

/// Previewing, creating, reading and stopping rentals. `ProviderState+Life.swift` has what happens to a pod by itself.
extension ProviderState {
    /// Returns what a rental would cost; changes nothing.
    package func previewRental(_ input: PreviewRental, for user: UserID) throws(APIError) -> JSON {
        let (family, _) = try input.spec.resolved()
        let listing = try match(input.spec, family)
        try checkStock(family, input.spec.gpuCount)
        return [
            "pricePerHourCents": .integer(listing.offer.pricePerHour.value),
            "estimatedProvisionSeconds": .integer(settings.provisioning.takes.wholeSecondsRoundedUp),
            "matchedListing": [
                "id": .string(listing.id), "providerCode": .string(listing.offer.provider.rawValue),
                "region": .string(listing.offer.region.rawValue), "model": .string(family.row.model),
            ],
        ]
    }

    /// Launches a pod: takes its GPUs, reserves an hour of its price, and asks the provider.
    package mutating func createRental(_ input: CreateRental, for user: UserID) throws(APIError) -> JSON {
        let (family, template) = try input.spec.resolved()
        let offer = try match(input.spec, family).offer
        try checkFunds(offer.pricePerHour, user)
        try checkStock(family, offer.gpuCount)
        var rental = Rental(
            id: newId(.rental), user: user, name: input.name, family: family, gpuCount: offer.gpuCount,
            pricePerHour: offer.pricePerHour, provider: offer.provider, region: offer.region,
            template: template, createdAt: now, provisioning: settings.provisioning,
            autoStopAfter: input.autoStopAfter)
        if settings.provisioning.then != .stuck { rental.readyAt = now + settings.provisioning.takes }
        stock[family] -= rental.gpuCount
        add(rental)
        return rental.launchJSON
    }

    /// The user's rentals, newest first.
    package func listRentals(_ input: ListRentals, for user: UserID) throws(APIError) -> JSON {
        let (indices, nextCursor) = try input.page.take(
            from: self[user].rentals.reversed(), id: { rentals[$0].id },
            where: { index in input.status.map { rentals[index].status == $0 } ?? true })
        return [
            "rentals": .array(indices.map { .object(rentals[$0].listJSON(at: now)) }),
            "nextCursor": .optional(nextCursor),
        ]
    }

    package func getRental(_ id: String, for user: UserID) throws(APIError) -> JSON {
        rentals[try rentalIndex(id, user)].wholeJSON(at: now)
    }

    /// Stops a pod and settles its cost; it is gone a few seconds later.
    package mutating func stopRental(_ id: String, for user: UserID) throws(APIError) -> JSON {
        let index = try rentalIndex(id, user)
        guard rentals[index].status.isLive else { throw APIError(.alreadyStopped) }
        stop(index)
        return rentals[index].stopJSON
    }

    package func meterRental(_ id: String, for user: UserID) throws(APIError) -> JSON {
        rentals[try rentalIndex(id, user)].meterJSON(at: now)
    }

    /// Returns the index of the user's rental; another user's is not found.
    private func rentalIndex(_ id: String, _ user: UserID) throws(APIError) -> Int {
        guard let index = rentals.index(of: id), rentals[index].user == user else { throw APIError(.rentalNotFound) }
        return index
    }

    private func match(_ spec: PodSpec, _ family: Family) throws(APIError) -> Listing {
        guard let listing = catalogue.match(family, gpuCount: spec.gpuCount, region: spec.region) else {
            throw APIError(.modelUnavailable)
        }
        return listing
    }

    /// Checks that an hour's price is available, which is then reserved.
    private func checkFunds(_ hour: Cents, _ user: UserID) throws(APIError) {
        let available = self[user].wallet.available
        if available >= hour { return }
        throw APIError(
            .insufficientBalance,
            details: [
                FieldProblem("requiredCents", "\(hour.value)"), FieldProblem("availableCents", "\(available.value)"),
            ])
    }

    /// Throws `providerPoolEmpty` if no GPU is free, `modelUnavailable` if too few are.
    private func checkStock(_ family: Family, _ gpuCount: Int) throws(APIError) {
        let free = stock[family]
        if free >= gpuCount { return }
        throw APIError(free == 0 ? .providerPoolEmpty : .modelUnavailable)
    }
}
