import OutletContract
import OutletDomain
import OutletWire

extension World {
    /// Performs one operation on the domain and renders what it says. Every operation has its line here: one without
    /// does not compile.
    mutating func perform(_ call: OperationCall) throws(APIError) -> Answer {
        let json: JSON
        switch call.operation {
        case .requestCode: return try requestCode(call)
        case .verifyCode: return try verifyCode(call)
        case .me: json = domain.me(call.admission)
        case .logout: return logout(call)
        case .oauthStart: return try rehearsed(call) { (world) throws(APIError) in try world.oauthStart(call) }
        case .oauthCallback: return try rehearsed(call) { (world) throws(APIError) in try world.oauthCallback(call) }
        case .listListings: json = try domain.listListings(ListingQuery(call.query()))
        case .facets: json = domain.facets()
        case .previewRental: json = try domain.previewRental(PreviewRental(call.body()), for: call.user)
        case .createRental: json = try domain.createRental(CreateRental(call.body()), for: call.user)
        case .listRentals: json = try domain.listRentals(ListRentals(call.query()), for: call.user)
        case .getRental: json = try domain.getRental(call.id, for: call.user)
        case .stopRental: json = try domain.stopRental(call.id, for: call.user)
        case .meterRental: json = try domain.meterRental(call.id, for: call.user)
        case .listKeys: json = domain.listKeys(for: call.user)
        case .createKey: json = try domain.createKey(CreateKey(call.body()), for: call.user)
        case .deleteKey: json = try domain.deleteKey(call.id, for: call.user)
        case .balance: json = domain.balance(for: call.user)
        case .checkout: json = try domain.checkout(Checkout(call.body()), for: call.user, links: call.links)
        case .ledger: json = try domain.ledger(LedgerQuery(call.query()), for: call.user)
        case .setupIntent: json = try domain.setupIntent(for: call.user)
        case .getCard: json = domain.getCard(for: call.user)
        case .deleteCard: json = try domain.deleteCard(for: call.user)
        case .setAutoTopup: json = try domain.setAutoTopup(SetAutoTopup(call.body()), for: call.user)
        case .getAutoTopup: json = domain.getAutoTopup(for: call.user)
        case .listInvoices:
            json = try domain.listInvoices(InvoiceQuery(call.query()), for: call.user, links: call.links)
        case .getInvoice: json = try domain.getInvoice(call.id, for: call.user, links: call.links)
        case .invoicePayUrl: json = try domain.invoicePayUrl(call.id, for: call.user, links: call.links)
        case .voidInvoice: json = try domain.voidInvoice(call.id, for: call.user)
        case .stripeWebhook:
            json = try domain.stripeWebhook(
                signature: call.request.header("stripe-signature"), body: call.request.body)
        }
        return Answer(Response(json: json))
    }

    /// A GET that changes something. HEAD tells what GET would say and changes nothing, cookies among it (RFC 9110
    /// §9.2.1).
    private mutating func rehearsed(
        _ call: OperationCall, _ perform: (inout World) throws(APIError) -> Answer
    ) throws(APIError) -> Answer {
        guard call.request.method == .head else { return try perform(&self) }
        var rehearsal = self
        var answer = try perform(&rehearsal)
        answer.cookie = nil
        answer.oauthState = nil
        return answer
    }

    private mutating func requestCode(_ call: OperationCall) throws(APIError) -> Answer {
        let input = try RequestCode(call.body())
        guard domain.hasRoom(for: input.email) else { return Answer(refusal: .tooManyAccounts) }
        return Answer(Response(json: try domain.requestCode(input)))
    }

    private mutating func verifyCode(_ call: OperationCall) throws(APIError) -> Answer {
        let signIn = try domain.verifyCode(VerifyCode(call.body()))
        var answer = Answer(Response(json: signIn.answer))
        answer.cookie = .set(signIn.sid)
        return answer
    }

    private mutating func logout(_ call: OperationCall) -> Answer {
        var answer = Answer(Response(json: domain.logout(call.admission)))
        answer.cookie = .clear
        return answer
    }
}
