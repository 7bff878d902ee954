import OutletContract
import OutletDomain
import OutletWire

/// Plays the other parties: what a customer or Stripe would have done with a checkout, a card set-up or an invoice, and
/// a provider with a pod.
extension World {
    mutating func settle(_ asked: ControlRequest) throws(Refusal) -> JSON {
        let id = asked[parameter: "id"]
        let word = asked.body["outcome"]?.string ?? ""
        var setup: SetupForm?
        if asked.call == .settleSetup { setup = try setupForm(asked.body) }
        var owner: UserID?
        var answer: JSONObject = ["ok": true, "outcome": .string(word)]
        do throws(SettleProblem) {
            switch asked.call {
            case .settleCheckout:
                guard let outcome = CheckoutOutcome(rawValue: word) else { break }
                try domain.settleCheckout(id, outcome, saveCard: asked.body["saveCard"]?.bool ?? false)
                owner = domain.checkoutSession(id)?.user
            case .settleSetup:
                guard let setup else { break }
                try domain.settleSetup(id, setup.outcome, card: setup.card, error: setup.error)
                answer = setup.json
                owner = domain.cardSetup(id)?.user
            case .settleInvoice:
                guard let outcome = InvoiceOutcome(rawValue: word) else { break }
                try domain.settleInvoice(id, outcome)
                owner = domain.invoice(id)?.user
            default:
                guard let outcome = RentalOutcome(rawValue: word) else { break }
                try domain.settleRental(id, outcome, error: asked.body["error"]?.string)
            }
        } catch {
            throw Refusal(error, id: id)
        }
        note(
            .control(asked.call), did: ["id": .string(id), "outcome": answer["outcome"] ?? .null],
            "\(id) was settled: \(answer["outcome"]?.string ?? "")", wall: asked.now.wall)
        if let owner { answer.append("customer", .string(domain[owner].customer)) }
        return .object(answer)
    }

    /// What a customer did with the set-up form.
    private struct SetupForm {
        var outcome: SetupOutcome
        var card: InitialState.Card
        /// Why the card is declined, if it is.
        var error = CardError.generic

        var json: JSONObject {
            var answer: JSONObject = ["ok": true, "outcome": .string(outcome.rawValue)]
            if outcome == .declined { answer.append("lastSetupError", error.json) }
            return answer
        }
    }

    /// Reads the form. A card number decides the outcome, and fields that contradict it are refused.
    private func setupForm(_ body: JSONObject) throws(Refusal) -> SetupForm {
        let said = body["card"]?.object ?? JSONObject()
        let outcome = body["outcome"]?.string.flatMap(SetupOutcome.init(rawValue:))
        guard let number = said["number"]?.string else {
            guard let outcome else {
                throw .invalid("outcome", "is required, unless a card.number decides it")
            }
            return SetupForm(outcome: outcome, card: InitialState.Card(said))
        }
        for name in ["brand", "last4"] where said[name] != nil {
            throw .invalid("card.\(name)", "must be left out where a card.number decides it")
        }
        let (card, error) = domain.judge(InitialState.Card(said), number: number)
        let decided = error == nil ? SetupOutcome.succeeded : .declined
        guard outcome ?? decided == decided else {
            let fate = error.map { "is declined with \($0.declineCode ?? $0.code)" } ?? "goes in"
            throw .invalid("outcome", "must be left out or '\(decided.rawValue)': the card \(number) \(fate)")
        }
        return SetupForm(outcome: decided, card: card, error: error ?? .generic)
    }
}

extension CardError {
    /// Stripe's error, with the names that the API uses.
    fileprivate var json: JSON {
        ["code": .string(code), "declineCode": .optional(declineCode), "message": .string(message)]
    }
}

extension Refusal {
    init(_ problem: SettleProblem, id: String) {
        switch problem {
        case .unknown: self = .notFound("There is no '\(id)' in this world")
        case .alreadySettled: self.init(status: 409, .validationFailed, "'\(id)' has already been settled")
        case .alreadyStopped: self.init(APIError(.alreadyStopped))
        case .cardAlreadyOnFile: self.init(APIError(.cardAlreadyOnFile))
        }
    }
}

extension InitialState.Card {
    /// A card with the fields that a call gives; the rest is that of an ordinary good card.
    fileprivate init(_ said: JSONObject) {
        self.init()
        brand = said["brand"]?.string ?? brand
        last4 = said["last4"]?.string ?? last4
        expMonth = said["expMonth"]?.wholeNumber ?? expMonth
        expYear = said["expYear"]?.wholeNumber ?? expYear
        declines = said["declines"]?.bool ?? declines
    }
}
