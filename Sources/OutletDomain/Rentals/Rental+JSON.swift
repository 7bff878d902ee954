package import OutletContract
package import OutletWire

/// A rental as each operation's answer shows it.
extension Rental {
    /// The answer of `createRental`.
    var launchJSON: JSON {
        [
            "id": .string(id), "status": .string(status.rawValue), "host": .optional(address?.host),
            "port": .optional(address?.port), "pricePerHourCents": .integer(pricePerHour.value),
            "startedAt": .string(createdAt.iso8601),
        ]
    }

    /// A row of `listRentals`.
    package func listJSON(at now: Instant) -> JSONObject {
        [
            "id": .string(id), "name": .optional(name), "status": .string(status.rawValue),
            "familyId": .string(family.rawValue), "gpuCount": .integer(gpuCount),
            "pricePerHourCents": .integer(pricePerHour.value), "host": .optional(address?.host),
            "port": .optional(address?.port), "region": .string(region.rawValue),
            "startedAt": .string(createdAt.iso8601), "stoppedAt": .optional(stoppedAt?.iso8601),
            "totalChargedCents": .integer(totalCharged(at: now).value),
        ]
    }

    /// The answer of `getRental`.
    func wholeJSON(at now: Instant) -> JSON {
        var object = listJSON(at: now)
        object.append("provider", .string(provider.rawValue))
        object.append("error", .optional(error))
        return .object(object)
    }

    /// The answer of `stopRental`.
    var stopJSON: JSON {
        [
            "id": .string(id), "status": .string(status.rawValue),
            "finalChargedCents": .integer((charged - refunded).value), "refundedCents": .integer(refunded.value),
        ]
    }

    /// The answer of `meterRental`.
    func meterJSON(at now: Instant) -> JSON {
        [
            "rentalId": .string(id), "ratePerHour": .decimal(pricePerHour.decimalText),
            "secondsBilled": .integer(secondsBilled(at: now)),
            "currentChargeCents": .integer(meteredCharge(at: now).value),
            "lastHeartbeatAt": .optional(lastHeartbeat(at: now)?.iso8601),
        ]
    }
}
