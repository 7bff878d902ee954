import OutletContract
import OutletWire

extension LedgerEntry {
    /// A record of `ledger`, without the fields that do not apply.
    var json: JSON {
        var object: JSONObject = [
            "id": .string(id), "type": .string(type.rawValue), "amountCents": .integer(amount.value),
            "balanceAfterCents": .integer(balanceAfter.value), "createdAt": .string(createdAt.iso8601),
        ]
        if let rentalId { object.append("rentalId", .string(rentalId)) }
        if let stripeChargeId { object.append("stripeChargeId", .string(stripeChargeId)) }
        return .object(object)
    }
}
