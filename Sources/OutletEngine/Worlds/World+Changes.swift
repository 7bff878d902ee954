package import OutletContract
import OutletDomain
package import OutletScenarios
import OutletWire

/// What somebody else does to the world: a fault before a call's operation runs, a control call, a step of a drill.
extension World {
    /// Lets a change happen at the moment up to which the domain has been moved, and whatever is due at once because
    /// of it: a wallet that was emptied stops its pods.
    ///
    /// - Parameter caller: who makes the call on which a fault fires; without one, what concerns the caller does not
    ///   happen. Nor does what concerns an account that is not there.
    package mutating func apply(_ change: WorldChange, caller: EmailAddress? = nil) {
        if let dials = change.dials { turn(dials, caller: caller) }
        for event in change.events {
            if let target = event.target(caller: caller) { domain.happen(event.event, to: target) }
        }
        domain.advance(to: domain.now)
    }

    private mutating func turn(_ dials: Dials, caller: EmailAddress?) {
        domain.settings.turn(dials.given)
        for family in Family.allCases {
            if let gpus = dials.given.stockGPUs[family] { domain.stock[family] = gpus }
            if let price = dials.prices[family] { domain.setPrice(price, of: family) }
        }
        for balance in dials.balances {
            guard let user = balance.account.address(caller: caller).flatMap(domain.user) else { continue }
            domain.setBalance(balance.balance, of: user)
        }
    }

    /// `PATCH given` and `POST events`. Whom they name has to be there.
    mutating func makeChange(_ asked: ControlRequest) throws(Refusal) -> JSON {
        let change: WorldChange
        do throws(ProblemList) {
            change =
                asked.call == .turnDials
                ? WorldChange(dials: try Dials.read(asked.request.body))
                : try WorldChange.readEvents(asked.request.body)
        } catch {
            throw Refusal(error)
        }
        for address in change.addresses where domain.user(address) == nil {
            let nearest = Spelling.question(address.text, among: domain.accounts.rows.map(\.email.text))
            throw .invalid(
                asked.call == .turnDials ? "balanceCents" : "user",
                "names '\(address.text)', and this world has no such account\(nearest)")
        }
        apply(change)
        let document = (try? JSONNode.parse(asked.request.body, dialect: .relaxed).json) ?? .null
        let key = asked.call == .turnDials ? "set" : "event"
        note(.control(asked.call), did: .object([key: document]), change.explanation, wall: asked.now.wall)
        return ["ok": true]
    }
}
