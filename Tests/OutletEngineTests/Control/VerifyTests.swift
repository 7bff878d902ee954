import OutletContract
import OutletEngine
import OutletWire
import Testing

@Suite("verify")
struct VerifyTests {
    /// A world in which a launch is refused twice and granted, a mistaken one is refused, and one path is wrong.
    private func visited() throws -> Client {
        var client = try Client(
            scenario: """
                { scenario: "s", clock: { mode: "virtual" },
                  faults: [ { id: "empty", on: "createRental", times: 2, error: "provider_pool_empty", retryAfter: 30 } ],
                  expect: [ { calls: "createRental", times: 4 }, { verdict: "honours-retry-after" } ] }
                """)
        for _ in 1...3 {
            _ = client.post("/v1/rentals", Client.h100)
            client.advance("30s")
        }
        _ = client.post("/v1/rentals", ["familyId": "rtx-4090", "gpuCount": 3])
        _ = client.get("/v1/rental")
        return client
    }

    @Test("an empty body judges the scenario's own expectations")
    func own() throws {
        var client = try visited()
        let reply = client.post("/__admin/verify")
        #expect(reply.status == 200 && reply.json["ok"] == true)
    }

    @Test(
        "holds",
        arguments: [
            #"{ calls: "createRental", error: "provider_pool_empty", times: 2 }"#,
            #"{ calls: "rentals", status: 200 }"#,
            #"{ calls: "POST /v1/rentals", atMost: 4 }"#,
            #"{ calls: "createRental", when: { "body.familyId": "rtx-4090" }, times: 1 }"#,
            #"{ calls: "createRental", when: { user: "nobody@example.com" }, times: 0 }"#,
            #"{ order: ["createRental", "createRental", "rentals"] }"#,
            #"{ met: ["provider_pool_empty", "invalid_count"] }"#,
            #"{ leaks: 1 }"#, #"{ unmatched: 1 }"#,
        ])
    func holds(clause: String) throws {
        var client = try visited()
        let reply = verify(&client, "[\(clause)]")
        #expect(reply.status == 200, "\(reply.json["message"]?.string ?? "")")
    }

    @Test(
        "fails with what was expected and what came",
        arguments: [
            (
                #"{ calls: "createRental", error: "rate_limited" }"#,
                "createRental answered rate_limited at least once", "it came not once"
            ),
            (#"{ calls: "me", atLeast: 2 }"#, "me at least 2 times", "it came not once"),
            (#"{ calls: "createRental", times: 1 }"#, "createRental exactly once", "it came 4 times"),
            (
                #"{ calls: "createRental", when: { "body.gpuCount": 2 } }"#,
                "createRental with body.gpuCount 2 at least once", "it came not once"
            ),
            (#"{ order: ["createRental", "me"] }"#, "createRental, then me", "no me came after request 1"),
            (#"{ met: ["weak_key", "invalid_count"] }"#, "to meet weak_key, invalid_count", "weak_key was never met"),
            (#"{ unmatched: 0 }"#, "0 requests without an operation", "there were 1"),
        ] as [(String, String, String)])
    func fails(clause: String, expected: String, actual: String) throws {
        var client = try visited()
        let reply = verify(&client, "[{ unmatched: 1 }, \(clause)]")
        #expect(reply.status == 409 && reply.error == "verify_failed")
        let failure = reply.json["failures"]?.array?.first
        #expect(failure?["index"] == 1)
        #expect(failure?["expected"]?.string == expected)
        #expect(failure?["actual"]?.string == actual)
        let message = reply.json["message"]?.string ?? ""
        #expect(message.hasPrefix("1 of 2 expectations does not hold\nexpect[1]: expected \(expected), but \(actual)"))
    }

    @Test("a verdict that was not exercised is inconclusive, which is no success")
    func notExercised() throws {
        var client = try visited()
        let reply = verify(&client, #"[{ verdict: "no-double-commit" }]"#)
        #expect(reply.status == 409 && reply.json["result"] == "inconclusive")
        #expect(
            reply.json["message"]?.string?.hasPrefix(
                "1 of 1 expectation is inconclusive\nexpect[0]: inconclusive: expected the verdict no-double-commit to pass, "
                    + "but it was not exercised: no answer was lost after its request took effect") == true)
    }

    @Test("a leak is named with its price")
    func leak() throws {
        var client = try visited()
        let actual = verify(&client, "[{ leaks: 0 }]").json["failures"]?.array?.first?["actual"]?.string ?? ""
        #expect(actual.hasPrefix("1 are: rental rent_"))
        #expect(actual.hasSuffix("of dev@example.com at $2.80 an hour"))
    }

    @Test("names the nearest request and its first difference")
    func nearest() throws {
        var client = try visited()
        func nearest(_ clause: String) -> JSON? {
            verify(&client, "[\(clause)]").json["failures"]?.array?.first?["nearest"]?.array?.first
        }
        let count = nearest(#"{ calls: "createRental", when: { "body.familyId": "rtx-4090", "body.gpuCount": 4 } }"#)
        #expect(count?["request"] == 4)
        #expect(count?["line"] == "POST /v1/rentals → 400 invalid_count")
        #expect(count?["difference"] == "body.gpuCount is 3, not 4")
        let path = nearest(#"{ calls: "listRentals" }"#)
        #expect(path?["request"] == 5)
        #expect(
            path?["difference"]?.string
                == "it matched no operation; the nearest is listRentals (GET /v1/rentals): 'rental' should be "
                + "'rentals' behind /v1")
    }

    @Test("what has left the journal is counted, and a condition on it is neither yes nor no")
    func evicted() throws {
        var configuration = EngineConfiguration.virtual
        configuration.journalCapacity = 2
        var client = Client(configuration: configuration)
        for _ in 1...5 { _ = client.post("/v1/rentals/preview", Client.h100) }
        #expect(verify(&client, #"[{ calls: "previewRental", times: 5 }]"#).status == 200)
        let condition = #"calls: "previewRental", when: { "body.familyId": "h100-80gb" }"#
        #expect(verify(&client, "[{ \(condition), atLeast: 2 }]").status == 200)
        let undecided = verify(&client, "[{ \(condition), times: 5 }]")
        #expect(undecided.status == 409)
        #expect(
            undecided.json["failures"]?.array?.first?["actual"]?.string
                == "this cannot be judged: between 2 and 5 came, and only requests 4 to 5 are still kept with bodies "
                + "that can be looked at")
        let impossible = verify(&client, "[{ \(condition), times: 6 }]")
        #expect(impossible.json["failures"]?.array?.first?["actual"]?.string == "it came 2 times")
        let order = verify(&client, #"[{ order: ["me", "previewRental"] }]"#)
        #expect(
            order.json["message"]?.string?.contains("cannot be judged: the journal has dropped the first 3 exchanges")
                == true)
    }

    @Test("a body of which only the beginning is kept cannot be judged")
    func cutBody() throws {
        var client = Client()
        let name = String(repeating: "x", count: 5000)
        _ = client.post("/v1/ssh-keys", ["publicKey": "x", "name": .string(name)])
        let reply = verify(&client, #"[{ calls: "createKey", when: { "body.publicKey": "x" } }]"#)
        #expect(reply.json["failures"]?.array?.first?["actual"]?.string?.hasPrefix("this cannot be judged") == true)
        let kept = client.get("/__admin/requests/1").json["request"]
        #expect(kept?["body"]?.string?.utf8.count == 4096)
        #expect(kept?["bodyBytes"]?.integer ?? 0 > 5000)
    }

    @Test("a clearing or a reset starts the count afresh")
    func afresh() throws {
        for call in [("DELETE", "/__admin/requests"), ("POST", "/__admin/reset")] {
            var client = try visited()
            _ = client.send(.init(call.0), call.1)
            #expect(verify(&client, #"[{ calls: "*", times: 0 }, { unmatched: 0 }]"#).status == 200)
        }
    }

    @Test("a list that cannot be read is refused with the place of each mistake")
    func refusal() {
        var client = Client()
        let reply = verify(&client, #"[{ calls: "createRentl" }]"#)
        #expect(reply.status == 400 && reply.error == "validation_failed")
        #expect(reply.json["message"]?.string?.contains("createRental") == true)
    }

    /// Sends text as it stands.
    private func verify(_ client: inout Client, _ text: String) -> Reply {
        let request = Request(
            method: .post, target: "/__admin/verify", headers: [HeaderField("Host", "localhost")],
            body: Array(text.utf8))
        return client.engine.reply(to: request, at: client.now)
    }
}
