import OutletContract
import OutletWire
import Testing

@testable import OutletEngine

@Suite("What became of an answer")
struct DeliveryTests {
    /// A client on a live clock that launches a pod, whose answer takes a second.
    private struct Story {
        var client: Client
        var reply: Reply

        init(_ fault: String = "delay: '1s'") throws {
            client = try Client(
                scenario: "{ why: 'w', faults: [{ id: 'slow', on: 'createRental', times: 1, \(fault) }] }",
                configuration: EngineConfiguration())
            client.wall = client.wall + .seconds(1)
            reply = client.post("/v1/rentals", Client.h100)
        }

        /// The answer's way ends so many milliseconds later.
        mutating func end(_ end: DeliveryEnd, after milliseconds: Int) throws {
            client.wall = client.wall + .milliseconds(milliseconds)
            client.engine.settle(try #require(reply.deliveryID), end, at: client.now)
        }

        var entry: JSON { mutating get { client.get("/__admin/requests/1").json } }

        mutating func numbers(_ query: String) -> [Int] {
            let found = client.get("/__admin/requests?\(query)").json["requests"]?.array ?? []
            return found.compactMap { $0["number"]?.integer }
        }

        mutating func verdict(_ name: String) -> JSON? {
            client.get("/__admin/report").json["verdicts"]?.array?.first { $0["verdict"]?.string == name }
        }
    }

    @Test("is open while it is on its way, and has no status yet")
    func pending() throws {
        var story = try Story()
        let entry = story.entry
        #expect(entry["delivery"] == "pending" && entry["status"] == .null && entry["response"] != .null)
        #expect(story.numbers("delivery=pending") == [1] && story.numbers("status=200").isEmpty)
        let why = story.client.get("/__admin/requests/1/explain").json
        #expect(why["answer"] == "no whole answer yet (on its way)")
        #expect(story.client.get("/__admin/metrics").text.contains("gpuoutlet_mock_answers_pending 1\n"))
    }

    @Test("is told when it is delivered")
    func delivered() throws {
        var story = try Story()
        try story.end(.handedOver, after: 1000)
        let entry = story.entry
        #expect(entry["delivery"] == "delivered" && entry["status"] == 200 && entry["committed"] == false)
        #expect(entry["leftAfterMilliseconds"] == .null && entry["delayMilliseconds"] == 1000)
        #expect(story.numbers("delivery=delivered") == [1] && story.numbers("delivery=pending").isEmpty)
        let metrics = story.client.get("/__admin/metrics").text
        #expect(metrics.contains("gpuoutlet_mock_answers_total{delivery=\"delivered\"} 1\n"))
        #expect(metrics.contains("gpuoutlet_mock_answers_pending 0\n"))
        #expect(metrics.contains("requests_total{operation=\"createRental\",status=\"200\",error=\"none\"} 1\n"))
        #expect(metrics.contains("request_duration_seconds_sum 1.0\n"))
    }

    @Test("is told with the moment at which the client left")
    func left() throws {
        var story = try Story()
        try story.end(.clientLeft, after: 300)
        let entry = story.entry
        #expect(entry["delivery"] == "lost" && entry["leftAfterMilliseconds"] == 300)
        #expect(entry["status"] == .null && entry["committed"] == true && entry["origin"] == "natural")
        #expect(story.numbers("delivery=lost") == [1])
        let why = story.client.get("/__admin/requests/1/explain").json
        #expect(why["answer"] == "no whole answer (the client left after 300 ms)")
        #expect(why["why"]?.string?.hasSuffix("its answer was lost: the client left after 300 ms") == true)
        let metrics = story.client.get("/__admin/metrics").text
        #expect(metrics.contains("gpuoutlet_mock_answers_total{delivery=\"lost\"} 1\n"))
        #expect(metrics.contains("request_duration_seconds_sum 0.0\n"), "what did not arrive has no latency")
        _ = story.client.post("/v1/rentals", Client.h100)
        #expect(story.verdict("no-double-commit")?["result"] == "fail")
        #expect(story.verdict("no-double-commit")?["violations"] == 1)
    }

    @Test("is a moment of the world's time under a virtual clock, where nobody waits")
    func virtual() throws {
        var client = try Client(scenario: "{ why: 'w', faults: [{ on: 'me', connection: 'hang' }] }")
        let reply = client.get("/v1/auth/me")
        client.wall = client.wall + .seconds(9)
        client.engine.settle(try #require(reply.deliveryID), .clientLeft, at: client.now)
        #expect(client.get("/__admin/requests/1").json["leftAfterMilliseconds"] == 0)
    }

    @Test(
        "that a fault breaks is settled at once, and the fault's",
        arguments: ["reset", "close", "early", "garbage", "truncate", "badChunk"])
    func broken(connection: String) throws {
        var story = try Story("connection: '\(connection)'")
        let entry = story.entry
        let isSent = ["truncate", "badChunk"].contains(connection)
        #expect(entry["delivery"] == "lost" && entry["connection"] == .string(connection))
        #expect(entry["origin"] == "injected" && entry["status"] == .null && entry["error"] == .null)
        #expect(entry["committed"] == .bool(isSent) && (entry["response"] != .null) == isSent)
        #expect(story.numbers("delivery=lost") == [1])
    }

    @Test("that is the last of its connection is delivered, and nobody's but the operation's")
    func last() throws {
        var story = try Story("connection: 'last'")
        let entry = story.entry
        #expect(entry["delivery"] == "delivered" && entry["connection"] == "last" && entry["status"] == 200)
        #expect(entry["origin"] == "natural" && entry["fault"] == "slow" && entry["committed"] == false)
        try story.end(.clientLeft, after: 5)
        #expect(story.entry["delivery"] == "lost" && story.entry["committed"] == true)
        var error = try Story("error: 'insufficient_balance', connection: { lastAfter: '1m' }")
        #expect(error.entry["delivery"] == "delivered" && error.entry["error"] == "insufficient_balance")
        #expect(error.reply.delivery.ending == .last(afterMilliseconds: 60_000))
        #expect(error.client.get("/__admin/report").json["coverage"]?["met"] == 1)
    }

    @Test(
        "that stalls is open until the client leaves, and has taken effect", arguments: ["'stall'", "{ stallAt: 5 }"])
    func stalled(connection: String) throws {
        var story = try Story("connection: \(connection)")
        #expect(story.entry["delivery"] == "pending" && story.entry["origin"] == "injected")
        try story.end(.clientLeft, after: 4000)
        let entry = story.entry
        #expect(entry["delivery"] == "lost" && entry["committed"] == true && entry["connection"] == "stall")
        #expect(entry["leftAfterMilliseconds"] == 4000)
        _ = story.client.post("/v1/rentals", Client.h100)
        #expect(story.verdict("no-double-commit")?["result"] == "fail")
    }

    @Test("whose body waits is open until it has left")
    func bodyDelay() throws {
        var story = try Story("delay: '1s', bodyDelay: '2s'")
        #expect(story.reply.delivery == Delivery(delayMilliseconds: 1000, bodyDelayMilliseconds: 2000))
        #expect(story.entry["delivery"] == "pending")
        try story.end(.handedOver, after: 3000)
        let entry = story.entry
        #expect(entry["delivery"] == "delivered" && entry["delayMilliseconds"] == 1000)
        #expect(entry["bodyDelayMilliseconds"] == 2000)
        let why = story.client.get("/__admin/requests/1/explain").json["why"]?.string
        #expect(why == "no fault answered, and createRental succeeded; faults made it wait 3 s")
    }

    @Test("that hangs is the fault's, and open until the client leaves")
    func hung() throws {
        var story = try Story("connection: 'hang', commit: true")
        #expect(story.entry["delivery"] == "pending" && story.entry["origin"] == "injected")
        try story.end(.clientLeft, after: 4000)
        #expect(story.entry["delivery"] == "lost" && story.entry["leftAfterMilliseconds"] == 4000)
        _ = story.client.post("/v1/rentals", Client.h100)
        #expect(story.verdict("no-double-commit")?["result"] == "fail")
    }

    @Test("that is lost is no coverage and no refusal", arguments: ["delay: '1s'", "drip: { bytesPerSecond: 9 }"])
    func coverage(slow: String) throws {
        for end in [DeliveryEnd.clientLeft, .cut, .handedOver] {
            var story = try Story("error: 'insufficient_balance', \(slow)")
            #expect(story.client.get("/__admin/report").json["coverage"]?["met"] == 0)
            try story.end(end, after: 300)
            let isMet = end == .handedOver
            story.client.wall = story.client.wall + .seconds(1)
            #expect(story.client.get("/__admin/report").json["coverage"]?["met"] == .integer(isMet ? 1 : 0))
            _ = story.client.post("/v1/rentals", Client.h100)
            #expect(story.verdict("gives-up-on-final")?["result"] == (isMet ? "fail" : "not-exercised"))
            let verify = story.client.post("/__admin/verify", [["met": ["insufficient_balance"]]])
            #expect(verify.status == (isMet ? 200 : 409))
        }
    }

    @Test("that a truncated error leaves is no coverage")
    func truncated() throws {
        var story = try Story("error: 'insufficient_balance', connection: 'truncate'")
        #expect(story.client.get("/__admin/report").json["coverage"]?["met"] == 0)
    }

    @Test("is told to who reads the journal as a stream, and ends a wait for it")
    func watching() throws {
        var story = try Story()
        let stream = story.client.get("/__admin/requests/stream?delivery=lost")
        let wait = story.client.get("/__admin/wait?calls=createRental&status=200")
        guard case .stream(let ticket) = stream.completion, case .held = wait.completion else {
            Issue.record("neither is answered yet")
            return
        }
        #expect(story.client.engine.takeReleases().isEmpty)
        try story.end(.clientLeft, after: 300)
        let releases = story.client.engine.takeReleases()
        guard case .event(ticket, let bytes)? = releases.first, releases.count == 1 else {
            Issue.record("the stream hears of it alone: \(releases)")
            return
        }
        let event = String(decoding: bytes, as: UTF8.self)
        #expect(event.hasPrefix("event: delivery\ndata: {\"number\":1,") && !event.contains("id:"))

        var other = try Story()
        guard case .held(let waiting, _) = other.client.get("/__admin/wait?calls=createRental&status=200").completion
        else { return }
        try other.end(.handedOver, after: 1000)
        guard case .answer(waiting, let answer)? = other.client.engine.takeReleases().first else {
            Issue.record("the wait is over")
            return
        }
        #expect(answer.status == 200)
    }

    @Test(
        "ends with its world: the connection is closed, and what comes later is passed over",
        arguments: [
            "POST /__admin/reset", "DELETE /__admin/worlds/default", "PUT /__admin/scenario", "PUT /__admin/state",
        ])
    func reset(call: String) throws {
        var story = try Story()
        let deliveryID = try #require(story.reply.deliveryID)
        let state = story.client.get("/__admin/state").json
        let words = call.split(separator: " ").map(String.init)
        let bodies: [String: JSON] = ["/__admin/scenario": ["name": "healthy"], "/__admin/state": state]
        let method: OutletWire.Method = words[0] == "POST" ? .post : words[0] == "PUT" ? .put : .delete
        #expect(story.client.send(method, words[1], bodies[words[1]]).status == 200)
        #expect(story.client.engine.takeReleases() == [.close(deliveryID)])
        try story.end(.handedOver, after: 1000)
        #expect(story.client.get("/__admin/requests").json["requests"] == [])
        let metrics = story.client.get("/__admin/metrics").text
        #expect(metrics.contains("gpuoutlet_mock_answers_total{delivery=\"lost\"} 1\n"))
        #expect(metrics.contains("gpuoutlet_mock_answers_pending 0\n"))
    }

    @Test("is known though the exchange has fallen out of the journal, and not judged once it was cleared")
    func gone() throws {
        var configuration = EngineConfiguration()
        configuration.journalCapacity = 1
        var client = try Client(
            scenario: "{ why: 'w', faults: [{ on: 'createRental', times: 2, delay: '1s' }] }",
            configuration: configuration)
        let first = try #require(client.post("/v1/rentals", Client.h100).deliveryID)
        _ = client.get("/v1/auth/me")
        client.wall = client.wall + .milliseconds(300)
        client.engine.settle(first, .clientLeft, at: client.now)
        let second = try #require(client.post("/v1/rentals", Client.h100).deliveryID)
        func verdict() -> JSON? { client.get("/__admin/report").json["verdicts"]?.array?.last?["result"] }
        #expect(verdict() == "fail")
        _ = client.send(.delete, "/__admin/requests")
        client.engine.settle(second, .clientLeft, at: client.now)
        #expect(verdict() == "not-exercised")
        #expect(client.get("/__admin/metrics").text.contains("answers_total{delivery=\"lost\"} 2\n"))
    }

    @Test("may turn out worse than it seemed: an answer that left at once and was never taken")
    func worse() throws {
        var client = Client(configuration: EngineConfiguration())
        let deliveryID = try #require(client.post("/v1/rentals", Client.h100).deliveryID)
        #expect(client.get("/__admin/requests/1").json["delivery"] == "delivered")
        client.wall = client.wall + .milliseconds(40)
        client.engine.settle(deliveryID, .clientLeft, at: client.now)
        #expect(client.get("/__admin/requests/1").json["delivery"] == "lost")
        _ = client.post("/v1/rentals", Client.h100)
        #expect(client.get("/__admin/report").json["verdicts"]?.array?.last?["result"] == "fail")
    }
}

extension Reply {
    fileprivate var text: String { String(decoding: response.body, as: UTF8.self) }
}
