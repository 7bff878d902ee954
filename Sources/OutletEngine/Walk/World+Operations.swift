import OutletContract
import OutletDomain
import OutletWire

extension World {
    /// Performs one operation on the domain and renders the result. The switch is exhaustive, so a new operation does
    /// not compile without a case here.
    mutating func perform(_ operation: Operation, _ call: borrowing RequestContext) throws(APIError) -> Answer {
        let json: JSON
        switch operation {
        case .requestCode: return try requestCode(call)
        case .verifyCode: return try verifyCode(call)
        case .me: json = domain.me(call.admitted)
        case .logout: return logout(call)
        case .oauthStart, .oauthCallback:
            if call.request.method == .head { return try rehearsed(operation, call) }
            return try operation == .oauthStart ? oauthStart(call) : oauthCallback(call)
        case .listListings: json = try domain.listListings(ListingQuery(call.query(of: operation)))
        case .facets: json = domain.facets()
        case .previewRental: json = try domain.previewRental(PreviewRental(call.body(of: operation)), for: call.user)
        case .createRental: json = try domain.createRental(CreateRental(call.body(of: operation)), for: call.user)
        case .listRentals: json = try domain.listRentals(ListRentals(call.query(of: operation)), for: call.user)
        case .getRental: json = try domain.getRental(call.id, for: call.user)
        case .stopRental: json = try domain.stopRental(call.id, for: call.user)
        case .meterRental: json = try domain.meterRental(call.id, for: call.user)
        case .listKeys: json = domain.listKeys(for: call.user)
        case .createKey: json = try domain.createKey(CreateKey(call.body(of: operation)), for: call.user)
        case .deleteKey: json = try domain.deleteKey(call.id, for: call.user)
        case .balance: json = domain.balance(for: call.user)
        case .checkout:
            json = try domain.checkout(Checkout(call.body(of: operation)), for: call.user, links: call.links(app: app))
        case .ledger: json = try domain.ledger(LedgerQuery(call.query(of: operation)), for: call.user)
        case .setupIntent: json = try domain.setupIntent(for: call.user)
        case .getCard: json = domain.getCard(for: call.user)
        case .deleteCard: json = try domain.deleteCard(for: call.user)
        case .setAutoTopup: json = try domain.setAutoTopup(SetAutoTopup(call.body(of: operation)), for: call.user)
        case .getAutoTopup: json = domain.getAutoTopup(for: call.user)
        case .listInvoices:
            json = try domain.listInvoices(
                InvoiceQuery(call.query(of: operation)), for: call.user, links: call.links(app: app))
        case .getInvoice: json = try domain.getInvoice(call.id, for: call.user, links: call.links(app: app))
        case .invoicePayUrl: json = try domain.invoicePayUrl(call.id, for: call.user, links: call.links(app: app))
        case .voidInvoice: json = try domain.voidInvoice(call.id, for: call.user)
        case .stripeWebhook:
            json = try domain.stripeWebhook(
                signature: call.request.header("stripe-signature"), body: call.request.body)
        }
        return Answer(Response(json: json))
    }

    /// Answers HEAD for a GET that changes something: says what GET would, and changes nothing, cookies included (RFC
    /// 9110 §9.2.1).
    private func rehearsed(_ operation: Operation, _ call: borrowing RequestContext) throws(APIError) -> Answer {
        var rehearsal = self
        var answer = try operation == .oauthStart ? rehearsal.oauthStart(call) : rehearsal.oauthCallback(call)
        answer.cookie = nil
        answer.oauthState = nil
        return answer
    }

    /// The front end's URL, if one is configured.
    var app: String? { domain.settings.appUrl }

    private mutating func requestCode(_ call: borrowing RequestContext) throws(APIError) -> Answer {
        let input = try RequestCode(call.body(of: .requestCode))
        guard domain.hasRoom(for: input.email) else { return Answer(refusal: .tooManyAccounts) }
        return Answer(Response(json: try domain.requestCode(input)))
    }

    private mutating func verifyCode(_ call: borrowing RequestContext) throws(APIError) -> Answer {
        let signIn = try domain.verifyCode(VerifyCode(call.body(of: .verifyCode)))
        var answer = Answer(Response(json: signIn.answer))
        answer.cookie = .set(signIn.sid)
        return answer
    }

    private mutating func logout(_ call: borrowing RequestContext) -> Answer {
        var answer = Answer(Response(json: domain.logout(call.admitted)))
        answer.cookie = .clear
        return answer
    }
}
