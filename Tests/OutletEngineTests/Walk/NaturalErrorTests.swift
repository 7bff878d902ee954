import OutletContract
import OutletEngine
import OutletWire
import Testing

/// How a client meets each error of each operation. Where a world's state alone can bring it about, the path stands
/// here and is walked; where only a fault can, the reason does.
@Suite("Each operation's errors arise from state wherever they can")
struct NaturalErrorTests {
    enum Origin {
        /// What `given` says, and the calls that lead there; the last one's reply is the error.
        case natural(given: String = "{}", (inout Client) -> Reply)
        case injectionOnly(String)
    }

    static let pairs = Operation.allCases.flatMap { operation in operation.errors.map { (operation, $0) } }

    @Test("The path to the error is walked, or there is a reason why only a fault leads there", arguments: pairs)
    func path(operation: Operation, code: ErrorCode) throws {
        switch NaturalErrorTests.origin(of: code, from: operation) {
        case .injectionOnly(let reason): #expect(!reason.isEmpty)
        case .natural(let given, let walk):
            var client = try Client(scenario: #"{ "why": "a cause", "given": \#(given) }"#)
            let reply = walk(&client)
            #expect(reply.error == code.wireName)
            #expect(reply.status == code.status)
            #expect(reply.header("x-mock-fault-id") == nil)
            #expect(reply.header("retry-after") == nil || code.row.retryAfterSeconds != nil)
            let number = reply.header("x-mock-request") ?? ""
            let entry = client.get("/__admin/requests/\(number)").json
            #expect(entry["origin"] == "natural" && entry["operation"]?.string == operation.wireName)
        }
    }

    @Test("Only three codes' cells are out of reach of state, and they are the provider's and the unforeseen")
    func counts() {
        let injected = NaturalErrorTests.pairs.filter { pair in
            if case .injectionOnly = NaturalErrorTests.origin(of: pair.1, from: pair.0) { return true }
            return false
        }
        #expect(Set(injected.map(\.1)) == [.internalError, .providerError])
        #expect(injected.count == Operation.allCases.count + 2)
        #expect(NaturalErrorTests.pairs.count - injected.count == 142)
    }

    // MARK: The table

    static func origin(of code: ErrorCode, from operation: Operation) -> Origin {
        switch code {
        case .internalError: .injectionOnly("it stands for what nobody foresaw")
        case .providerError: .injectionOnly("the upstream provider is not part of a world's state")
        case .maintenance: .natural(given: #"{ "maintenance": true }"#) { $0.call(operation) }
        case .unauthorized:
            .natural { client in
                client.sid = nil
                return client.call(operation)
            }
        case .rateLimited:
            .natural(given: #"{ "limits": { "requestsPerMinute": 1 } }"#) { client in
                _ = client.get("/v1/auth/me")
                return client.call(operation)
            }
        case .forbidden where operation.group != .invoices:
            .natural { $0.call(operation, headers: [HeaderField("Origin", "https://evil.example")]) }
        default: ownOrigin(of: code, from: operation)
        }
    }

    /// The errors that an operation's own rules bring about.
    private static func ownOrigin(of code: ErrorCode, from operation: Operation) -> Origin {
        switch operation {
        case .requestCode, .verifyCode: signIn(code, operation)
        case .oauthStart: .natural { $0.get("/v1/auth/oauth/gitlab") }
        case .oauthCallback:
            .natural { client in
                let provider = code == .notFound ? "gitlab" : "google"
                return client.get("/v1/auth/oauth/\(provider)/callback?code=c&state=s")
            }
        case .listListings, .listRentals, .ledger: .natural { $0.get(operation.path + "?pageSize=0") }
        case .listInvoices: .natural { $0.get(operation.path + "?limit=201") }
        case .previewRental, .createRental: launch(code, operation)
        case .getRental, .meterRental: .natural { $0.call(operation) }
        case .stopRental: stop(code)
        case .createKey, .deleteKey: keys(code, operation)
        case .checkout, .setAutoTopup, .setupIntent, .deleteCard: billing(code, operation)
        case .getInvoice, .invoicePayUrl, .voidInvoice: invoices(code, operation)
        case .stripeWebhook: webhook(code)
        case .me, .logout, .facets, .listKeys, .balance, .getCard, .getAutoTopup:
            .injectionOnly("")
        }
    }

    private static func signIn(_ code: ErrorCode, _ operation: Operation) -> Origin {
        switch code {
        case .invalidEmail:
            .natural { client in
                var body: JSONObject = ["email": "nobody"]
                if operation == .verifyCode { body["code"] = "123456" }
                return client.post(operation.path, .object(body))
            }
        case .codeRequestRateLimited:
            .natural { client in
                _ = client.post(operation.path, ["email": "dev@example.com"])
                return client.post(operation.path, ["email": "dev@example.com"])
            }
        case .codeInvalid: .natural { $0.post(operation.path, ["email": "dev@example.com", "code": "000000"]) }
        case .codeExpired:
            .natural(given: #"{ "code": "123456" }"#) { client in
                _ = client.post("/v1/auth/request-code", ["email": "dev@example.com"])
                client.advance("601s")
                return client.post(operation.path, ["email": "dev@example.com", "code": "123456"])
            }
        default: .natural { $0.call(operation) }
        }
    }

    private static func launch(_ code: ErrorCode, _ operation: Operation) -> Origin {
        switch code {
        case .invalidCount: .natural { $0.post(operation.path, ["familyId": "b200", "gpuCount": 3]) }
        case .modelUnavailable:
            .natural { $0.post(operation.path, ["familyId": "b200", "gpuCount": 1, "region": "eu"]) }
        case .insufficientBalance:
            .natural(given: #"{ "users": [ { "email": "a@b.co", "sid": "dev", "balanceCents": 279 } ] }"#) {
                $0.post(operation.path, Client.h100)
            }
        case .providerPoolEmpty:
            .natural(given: #"{ "stock": { "h100-80gb": 0 } }"#) { $0.post(operation.path, Client.h100) }
        default: .natural { $0.call(operation) }
        }
    }

    private static func stop(_ code: ErrorCode) -> Origin {
        guard code == .alreadyStopped else { return .natural { $0.call(.stopRental) } }
        return .natural { client in
            let id = client.post("/v1/rentals", Client.h100).json["id"]?.string ?? ""
            _ = client.post("/v1/rentals/\(id)/stop")
            return client.post("/v1/rentals/\(id)/stop")
        }
    }

    private static func keys(_ code: ErrorCode, _ operation: Operation) -> Origin {
        switch code {
        case .weakKey:
            .natural { $0.post(operation.path, ["name": "old", "publicKey": .string(shortRSA)]) }
        case .duplicateKey:
            .natural { client in
                let key = operation.bodyShape?.example ?? .null
                _ = client.post(operation.path, key)
                return client.post(operation.path, key)
            }
        default: .natural { $0.call(operation) }
        }
    }

    private static func billing(_ code: ErrorCode, _ operation: Operation) -> Origin {
        switch (code, operation) {
        case (.invalidAmount, .checkout): .natural { $0.post(operation.path, ["amountCents": 99]) }
        case (.invalidAmount, _):
            .natural {
                $0.send(.put, operation.path, ["enabled": true, "thresholdCents": 500, "topupAmountCents": 999])
            }
        case (.billingDisabled, .setAutoTopup):
            .natural(given: #"{ "billing": "disabled" }"#) { $0.send(.put, operation.path, ["enabled": false]) }
        case (.billingDisabled, .checkout):
            .natural(given: #"{ "billing": "disabled" }"#) { $0.post(operation.path, ["amountCents": 500]) }
        case (.billingDisabled, _): .natural(given: #"{ "billing": "disabled" }"#) { $0.call(operation) }
        case (.cardAlreadyOnFile, _):
            .natural(
                given:
                    #"{ "users": [ { "email": "a@b.co", "sid": "dev", "card": { "brand": "visa", "last4": "4242", "expMonth": 1, "expYear": 2030 } } ] }"#
            ) {
                $0.call(operation)
            }
        default: .natural { $0.call(operation) }
        }
    }

    private static func invoices(_ code: ErrorCode, _ operation: Operation) -> Origin {
        let owing =
            #"{ "users": [ { "email": "a@b.co", "sid": "a", "invoices": [ { "reason": "manual", "amountCents": 500, "status": "open" } ] }, { "email": "c@d.co", "sid": "dev" } ] }"#
        func about(_ owner: String, _ client: inout Client) -> Reply {
            let caller = client.sid
            client.sid = "a"
            let id = client.get("/v1/billing/invoices").json["data"]?.array?.first?["id"]?.string ?? ""
            if code == .validationFailed { _ = client.call(operation, id: id) }
            client.sid = owner == "a" ? "a" : caller
            return client.call(operation, id: id)
        }
        switch code {
        case .forbidden: return .natural(given: owing) { about("dev", &$0) }
        case .validationFailed: return .natural(given: owing) { about("a", &$0) }
        case .billingDisabled:
            return .natural(given: owing.dropLast() + #", "billing": "disabled" }"#) { about("a", &$0) }
        default: return .natural { $0.call(operation) }
        }
    }

    private static func webhook(_ code: ErrorCode) -> Origin {
        guard code == .validationFailed else { return .natural { $0.call(.stripeWebhook) } }
        return .natural { client in
            let body: JSON = ["id": "evt_1"]
            let signature = StripeSignature.sign(body.bytes, secret: "whsec_test", at: Limits.virtualStart)
            return client.post("/v1/webhooks/stripe", body, headers: [HeaderField("Stripe-Signature", signature)])
        }
    }

    /// RSA with 1024 bits, made by ssh-keygen.
    private static let shortRSA = """
        ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDPPc5fbxG5KWe6o4BlwTLiCOtHB80kpHhVeSVUGQGMIYAIH+XQ2F0qPJQkaD\
        La1jZJTnPQarh6kmSnp1zYE4eNnMeX1kWyG2xSGuZijY2eJbz8h4pv6bGuSlKyktpAhnBWZaWbgsh1htIpYeg8/+wg\
        T50Dj+zboI286kFk8KvSdQ==
        """
}

extension Client {
    /// The plainest call of an operation: an id that names nothing, and an empty body.
    mutating func call(_ operation: Operation, id: String = "none", headers: [HeaderField] = []) -> Reply {
        let path = operation.path.split(separator: "/", omittingEmptySubsequences: false)
            .map { $0 == "{provider}" ? "google" : $0 == "{id}" ? id : String($0) }.joined(separator: "/")
        let hasBody = operation.bodyShape != nil
        return send(operation.method, path, hasBody ? [:] : nil, headers: headers)
    }
}
