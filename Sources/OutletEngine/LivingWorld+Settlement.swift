import OutletContract
import OutletDomain
import OutletWire

/// Being Stripe: what a customer, or Stripe itself, would have done with a checkout, a card set-up or an invoice.
extension LivingWorld {
    mutating func settle(_ asked: ControlRequest) throws(Refusal) -> JSON {
        let id = asked[parameter: "id"]
        let word = asked.body["outcome"]?.string ?? ""
        do throws(SettleProblem) {
            switch asked.call {
            case .settleCheckout:
                guard let outcome = CheckoutOutcome(rawValue: word) else { break }
                try domain.settleCheckout(id, outcome, saveCard: asked.body["saveCard"]?.bool ?? false)
            case .settleSetup:
                guard let outcome = SetupOutcome(rawValue: word) else { break }
                try domain.settleSetup(id, outcome, card: Opening.Card(asked.body["card"]?.object ?? JSONObject()))
            default:
                guard let outcome = InvoiceOutcome(rawValue: word) else { break }
                try domain.settleInvoice(id, outcome)
            }
        } catch {
            throw Refusal(error, id: id)
        }
        return ["ok": true, "outcome": .string(word)]
    }
}

extension Refusal {
    init(_ problem: SettleProblem, id: String) {
        switch problem {
        case .unknown: self = .notFound("There is no '\(id)' in this world")
        case .alreadySettled: self.init(status: 409, .validationFailed, "'\(id)' is settled already")
        case .cardAlreadyOnFile: self.init(APIError(.cardAlreadyOnFile))
        }
    }
}

extension Opening.Card {
    /// What a call says of a card; the rest is an ordinary good one.
    fileprivate init(_ said: JSONObject) {
        self.init()
        brand = said["brand"]?.string ?? brand
        last4 = said["last4"]?.string ?? last4
        expMonth = said["expMonth"]?.wholeNumber ?? expMonth
        expYear = said["expYear"]?.wholeNumber ?? expYear
        declines = said["declines"]?.bool ?? declines
    }
}
