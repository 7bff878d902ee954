import OutletContract
import OutletEngine
import OutletWire
import Testing

@Suite("A test that plays the provider or Stripe")
struct SettlementTests {
    private func launch(_ client: inout Client) -> String {
        client.post("/v1/rentals", Client.h100).json["id"]?.string ?? ""
    }

    @Test("lets one pod fail, with its own words or ours, and it is refunded")
    func fails() {
        var client = Client()
        let (first, second) = (launch(&client), launch(&client))
        client.advance("5m")
        let outcome: JSON = ["outcome": "failed", "error": "The rack is on fire"]
        #expect(client.post("/__admin/rentals/\(first)", outcome).json == ["ok": true, "outcome": "failed"])
        let rental = client.get("/v1/rentals/\(first)").json
        #expect(rental["status"] == "failed" && rental["error"] == "The rack is on fire")
        #expect(rental["totalChargedCents"] == 0 && rental["stoppedAt"] == "2026-06-07T08:05:00Z")
        #expect(client.get("/v1/rentals/\(second)").json["status"] == "running")
        _ = client.post("/__admin/rentals/\(second)", ["outcome": "failed"])
        #expect(client.get("/v1/rentals/\(second)").json["error"] == "The pod crashed")
        #expect(client.get("/v1/billing/balance").json["totalCents"] == 10_000)
    }

    @Test("ends one pod at once, and none twice")
    func ends() {
        var client = Client()
        let id = launch(&client)
        client.advance("5m")
        #expect(client.post("/__admin/rentals/\(id)", ["outcome": "stopped"]).status == 200)
        let rental = client.get("/v1/rentals/\(id)").json
        #expect(rental["status"] == "stopped" && rental["totalChargedCents"] == 20)
        let again = client.post("/__admin/rentals/\(id)", ["outcome": "failed"])
        #expect(again.status == 409 && again.error == "already_stopped")
        #expect(client.post("/__admin/rentals/none", ["outcome": "stopped"]).status == 404)
        let misread = client.post("/__admin/rentals/\(id)", ["outcome": "crashed"])
        #expect(misread.status == 400 && misread.json["details"]?["outcome"]?.string == "must be failed or stopped")
    }

    @Test("has what settles in the control plane's document, with its refusals")
    func document() {
        var client = Client()
        let paths = client.get("/__admin/control.openapi.json").json["paths"]
        for (path, codes) in [
            ("/__admin/rentals/{id}", ["already_stopped"]), ("/__admin/checkout/{id}", ["validation_failed"]),
            ("/__admin/setup/{id}", ["validation_failed", "card_already_on_file"]),
        ] {
            let schema = paths?[path]?["post"]?["responses"]?["409"]?["content"]?["application/json"]?["schema"]
            #expect(schema?["properties"]?["error"]?["enum"] == .array(codes.map(JSON.string)))
        }
    }

    @Test("sees the customer's id wherever a user is shown, and Stripe's events may use it")
    func customer() throws {
        var client = Client()
        let secret = client.post("/v1/billing/setup-intent").json["clientSecret"]?.string ?? ""
        let settled = client.post("/__admin/setup/\(secret)", ["outcome": "declined"]).json
        let customer = try #require(settled["customer"]?.string)
        #expect(customer.hasPrefix("cus_"))
        #expect(client.get("/__admin/overview").json["accounts"]?.array?.first?["customer"]?.string == customer)
        let accounts = client.get("/__admin/state").json["domain"]?["accounts"]?.array
        #expect(accounts?.first?["customer"]?.string == customer)
        let session = client.post("/v1/billing/checkout", ["amountCents": 500]).json["sessionId"]?.string ?? ""
        let cancelled = client.post("/__admin/checkout/\(session)", ["outcome": "cancelled"]).json
        #expect(cancelled == ["ok": true, "outcome": "cancelled", "customer": .string(customer)])

        let event: JSON = [
            "id": "evt_1", "type": "payment_intent.succeeded",
            "data": ["object": ["id": "pi_1", "amount": 700, "customer": .string(customer)]],
        ]
        let signature = StripeSignature.sign(event.bytes, secret: "whsec_test", at: client.wall + .days(400))
        let header = [HeaderField("Stripe-Signature", signature)]
        #expect(client.post("/v1/webhooks/stripe", event, headers: header).json == ["received": true])
        #expect(client.get("/v1/billing/balance").json["totalCents"] == 10_700)
    }
}

@Suite("Turning a dial")
struct DialTests {
    /// Each leaves what it does not say as it was.
    @Test("keeps what is not said")
    func merges() throws {
        var client = try Client(
            scenario: #"""
                { "why": "w", "given": {
                  "provisioning": { "takes": "10s", "then": "failed", "error": "first" },
                  "limits": { "requestsPerMinute": 50, "checkoutsPerHour": 3 },
                  "maintenance": { "retryAfter": 7 },
                  "stock": { "h100-80gb": 4, "b200": 0 } } }
                """#)
        func turn(_ dials: JSON) { #expect(client.send(.patch, "/__admin/given", dials).status == 200) }
        func settings() -> JSON? { client.get("/__admin/state").json["domain"]?["settings"] }

        turn(["provisioning": ["takes": "20s"], "limits": ["checkoutsPerHour": 5], "stock": ["b200": 2]])
        #expect(settings()?["provisioning"]?["takes"] == 20_000)
        #expect(settings()?["provisioning"]?["then"] == "failed" && settings()?["provisioning"]?["error"] == "first")
        #expect(settings()?["requestLimits"]?["requestsPerMinute"] == 50)
        #expect(settings()?["requestLimits"]?["checkoutsPerHour"] == 5)
        #expect(client.get("/v1/auth/me").header("retry-after") == "7")
        turn(["maintenance": true])
        #expect(client.get("/v1/auth/me").header("retry-after") == "7")
        turn(["provisioning": ["error": "second"]])
        #expect(settings()?["provisioning"]?["then"] == "failed" && settings()?["provisioning"]?["error"] == "second")
        turn(["provisioning": ["then": "crash"]])
        turn(["provisioning": ["after": "3m"]])
        #expect(settings()?["provisioning"]?["then"] == "crash" && settings()?["provisioning"]?["takes"] == 20_000)
        #expect(settings()?["provisioning"]?["crashesAfter"] == 180_000)
        let stuck: JSON = ["provisioning": ["then": "stuck", "after": "3m"]]
        #expect(client.send(.patch, "/__admin/given", stuck).status == 400)
    }

    @Test("numbers requests on from a state that is put in force, so that no id comes twice")
    func requestIds() {
        var client = Client()
        var ids: [String] = []
        func ask() { ids.append(client.get("/v1/auth/me").header("x-request-id") ?? "") }
        for _ in 1...3 { ask() }
        let state = client.get("/__admin/state").json
        #expect(client.send(.put, "/__admin/state", state).status == 200)
        for _ in 1...3 { ask() }
        #expect(Set(ids).count == 6)
        #expect(client.get("/v1/auth/me").header("x-mock-request") == "7")
        #expect(client.get("/__admin/requests").json["evicted"] == 0)
        var worse = state
        for wrong in [nil, -1, "3", .integer(.max)] as [JSON?] {
            guard case .object(var object) = worse else { return }
            object["requests"] = wrong
            worse = .object(object)
            #expect(client.send(.put, "/__admin/state", worse).json["details"]?["requests"] != nil)
        }
    }
}
