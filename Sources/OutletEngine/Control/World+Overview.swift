import OutletContract
import OutletDomain
import OutletScenarios
import OutletWire

/// The world at a glance: what a person who watches a client wants to see without an export of everything.
extension World {
    /// How many rentals are shown, the newest first.
    private static let shownRentals = 20

    var overview: JSON {
        [
            "scenario": .string(scenario.name), "why": .string(scenario.why), "phase": .string(run.phase),
            "accounts": .array(domain.accounts.rows.indices.map(accountLine)),
            "rentals": .array(
                domain.rentals.rows.suffix(World.shownRentals).reversed().map { rental in
                    var line = rental.listJSON(at: now)
                    line.append("user", .string(domain[rental.user].email.text))
                    return .object(line)
                }),
        ]
    }

    private func accountLine(_ index: Int) -> JSON {
        let user = UserID(index: index)
        var line: JSONObject = [
            "email": .string(domain[user].email.text), "customer": .string(domain[user].customer),
        ]
        for (key, value) in domain.balance(for: user).object?.members ?? [] { line.append(key, value) }
        return .object(line)
    }
}
