import OutletContract
import OutletDomain
import OutletScenarios
import OutletWire

/// The values that conditions on `world.…` and `rental.…` compare.
extension World {
    /// All facts that faults can ask about at this moment; gathered only for operations on which some fault asks.
    func faultFacts(_ route: Route, _ caller: Caller?) -> FaultFacts {
        var facts: [FaultSubject: JSON] = [:]
        for family in Family.allCases { facts[.stock(family)] = .integer(domain.stock[family]) }
        if let account = caller.flatMap({ domain.accounts[$0.email] }) {
            facts[.world(.balanceCents)] = .integer(account.wallet.total.value)
            facts[.world(.liveRentals)] = .integer(account.liveRentals.count)
            facts[.world(.rentals)] = .integer(account.rentals.count)
            facts[.world(.keys)] = .integer(account.keys.count)
            facts[.world(.hasCard)] = .bool(account.card != nil)
        }
        let id = route.operation.namesRental ? route.parameters.first?.value : nil
        if let rental = id.flatMap({ domain.rentals[$0] }) {
            facts[.rental(.status)] = .string(rental.status.rawValue)
            facts[.rental(.familyId)] = .string(rental.family.rawValue)
            facts[.rental(.region)] = .string(rental.region.rawValue)
            facts[.rental(.ageSeconds)] = .integer((domain.now - rental.createdAt).milliseconds / 1000)
        }
        return FaultFacts(facts)
    }
}
