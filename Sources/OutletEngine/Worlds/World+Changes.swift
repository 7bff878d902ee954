package import OutletContract
import OutletDomain
package import OutletScenarios
import OutletWire

/// Changes to the world from outside the API: by a fault before a call's operation runs, a control call, or a step of a
/// drill.
extension World {
    /// Applies a change at the domain's current time, and whatever is due at once because of it: an emptied wallet
    /// stops its pods.
    ///
    /// - Parameter caller: the caller of the request on which a fault fires. Without one, changes to the caller are
    ///   skipped, and so are changes to an account that does not exist.
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

    /// Handles `PATCH given` and `POST events`. The accounts they name must exist.
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
