import OutletContract
import OutletEngine
import OutletWire
import Testing

@Suite("Waiting and streaming")
struct WatchingTests {
    private func ticket(_ reply: Reply) throws -> Ticket {
        switch reply.completion {
        case .held(let ticket, _), .stream(let ticket): return ticket
        case .whole: throw NotHeld(body: reply.json)
        }
    }

    private struct NotHeld: Error { var body: JSON }

    @Test("a wait for what has come is answered at once")
    func atOnce() {
        var client = Client()
        _ = client.get("/v1/auth/me")
        let reply = client.get("/__admin/wait?calls=me")
        #expect(reply.completion == .whole)
        #expect(reply.json == ["ok": true, "calls": 1])
    }

    @Test("a wait is answered by the exchange that it was for, and by no other")
    func answered() throws {
        var client = Client()
        let held = client.get("/__admin/wait?calls=auth&times=2&error=internal_error&timeout=7s")
        #expect(held.completion == .held(try ticket(held), timeoutMilliseconds: 7000))
        let broken = [HeaderField("X-Mock-Fault", "internal_error")]
        _ = client.get("/v1/auth/me", headers: broken)
        _ = client.get("/v1/auth/me")
        _ = client.get("/v1/billing/balance", headers: broken)
        #expect(client.engine.takeReleases().isEmpty)
        _ = client.get("/v1/auth/me", headers: broken)
        let releases = client.engine.takeReleases()
        guard case .answer(let ticket, let response)? = releases.first, releases.count == 1 else {
            Issue.record("\(releases)")
            return
        }
        #expect(try ticket == self.ticket(held))
        #expect(try JSON.parse(response.body) == ["ok": true, "calls": 2])
        #expect(client.engine.takeReleases().isEmpty)
        #expect(client.engine.expire(ticket, at: client.now) == nil)
    }

    @Test("another world's exchanges are not waited for")
    func otherWorld() {
        var client = Client()
        _ = client.get("/@a/__admin/wait?calls=me")
        _ = client.get("/@b/v1/auth/me")
        #expect(client.engine.takeReleases().isEmpty)
        _ = client.get("/@a/v1/auth/me")
        #expect(client.engine.takeReleases().count == 1)
    }

    @Test("a wait whose time is up says what nearly was")
    func expired() throws {
        var client = Client()
        let held = client.get("/__admin/wait?calls=createRental&status=200")
        _ = client.post("/v1/rentals", ["familyId": "h100-80gb", "gpuCount": 3])
        let response = try #require(client.engine.expire(try ticket(held), at: client.now))
        #expect(response.status == 408)
        let body = try JSON.parse(response.body)
        #expect(body["error"] == "wait_timed_out")
        #expect(
            body["message"]?.string
                == "waited 5 s for createRental answered 200, once, but it came not once\n"
                + "  request 1: POST /v1/rentals → 400 invalid_count; the answer was 400 invalid_count, not 200")
        _ = client.post("/v1/rentals", Client.h100)
        #expect(client.engine.takeReleases().isEmpty)
    }

    @Test("a client that left is not answered, and a dropped world answers whoever waits")
    func leaving() throws {
        var client = Client()
        _ = client.get("/@a/v1/auth/me")
        let first = client.get("/@a/__admin/wait?calls=facets")
        client.engine.abandon(try ticket(first))
        let second = client.get("/@a/__admin/wait?calls=facets")
        let stream = client.get("/@a/__admin/requests/stream")
        _ = client.send(.delete, "/__admin/worlds/a")
        let releases = client.engine.takeReleases()
        #expect(releases.count == 2)
        #expect(releases.first == .end(try ticket(stream)))
        guard case .answer(let ticket, let response)? = releases.last else { return }
        #expect(try ticket == self.ticket(second))
        #expect(response.status == 404)
    }

    @Test(
        "a wait for nothing that can be is refused by name",
        arguments: [
            ("calls=createRentl", "calls"), ("times=2", "calls"), ("calls=me&times=0", "times"),
            ("calls=me&timeout=5x", "timeout"), ("calls=me&timeout=2h", "timeout"), ("calls=me&error=oops", "error"),
        ])
    func refusals(query: String, field: String) {
        var client = Client()
        let reply = client.get("/__admin/wait?\(query)")
        #expect(reply.status == 400)
        #expect(reply.json["details"]?[field] != nil, "\(reply.json.text)")
    }

    @Test("a stream sends each exchange of its world that its filters let through, as a journal entry")
    func stream() throws {
        var client = Client()
        _ = client.get("/v1/auth/me")
        let reply = client.get("/__admin/requests/stream?operation=me")
        #expect(reply.header("content-type") == "text/event-stream")
        #expect(String(decoding: reply.response.body, as: UTF8.self) == ": exchanges of default\n\n")
        let ticket = try ticket(reply)
        _ = client.get("/v1/catalog/facets")
        _ = client.get("/v1/auth/me")
        let releases = client.engine.takeReleases()
        guard case .event(ticket, let bytes)? = releases.first, releases.count == 1 else {
            Issue.record("\(releases)")
            return
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 5)
        #expect(lines[0] == "id: 3" && lines[1] == "event: exchange" && lines[3].isEmpty && lines[4].isEmpty)
        let data = try JSON.parse(Array(lines[2].dropFirst("data: ".count).utf8))
        #expect(data == client.get("/__admin/requests/3").json)
    }

    @Test("a stream that comes back goes on where it was")
    func resumed() {
        var client = Client()
        for _ in 1...3 { _ = client.get("/v1/auth/me") }
        for reply in [
            client.get("/__admin/requests/stream?since=1"),
            client.get("/__admin/requests/stream", headers: [HeaderField("Last-Event-ID", "1")]),
        ] {
            let text = String(decoding: reply.response.body, as: UTF8.self)
            #expect(text.contains("id: 2\n") && text.contains("id: 3\n") && !text.contains("id: 1\n"))
        }
    }

    /// The server-sent events of a text, as their fields.
    private func events(_ reply: Reply) -> [[String: String]] {
        String(decoding: reply.response.body, as: UTF8.self).split(separator: "\n\n").compactMap { event in
            // A line that begins with its colon is a comment.
            let lines = event.split(separator: "\n").filter { !$0.hasPrefix(":") }.map { line -> (String, String) in
                let parts = line.split(separator: ": ", maxSplits: 1)
                return (String(parts[0]), parts.count == 2 ? String(parts[1]) : "")
            }
            return lines.isEmpty ? nil : Dictionary(uniqueKeysWithValues: lines)
        }
    }

    private func resume(_ client: inout Client, _ id: String) -> [[String: String]] {
        events(client.get("/__admin/requests/stream", headers: [HeaderField("Last-Event-ID", id)]))
    }

    @Test("nothing between a stream and its reader holds it back or keeps it")
    func unbuffered() {
        var client = Client()
        let reply = client.get("/__admin/requests/stream")
        #expect(reply.header("x-accel-buffering") == "no")
        #expect(reply.header("cache-control") == "no-cache")
    }

    @Test("a reader that comes back after a reset is told so, and then what there is, however many that are")
    func gapAfterReset() throws {
        var client = Client()
        for _ in 1...3 { _ = client.get("/v1/auth/me") }
        let stream = try ticket(client.get("/__admin/requests/stream"))
        _ = client.post("/__admin/reset")
        let gap = #"{"cause":"reset","since":3,"from":null,"to":null}"#
        let told = "id: 0/1\nevent: gap\ndata: \(gap)\n\n"
        let releases = client.engine.takeReleases()
        #expect(releases.count == 2 && releases.first == .event(stream, Array(told.utf8)))
        let atOnce = resume(&client, "3")
        #expect(atOnce.first == ["id": "0/1", "event": "gap", "data": gap])
        #expect(atOnce.map { $0["event"] } == ["gap", "mark"])
        #expect(client.get("/__admin/requests?since=3").json["gap"]?["cause"] == "reset")
        for _ in 1...4 { _ = client.get("/v1/auth/me") }
        let back = resume(&client, "3")
        #expect(back.map { $0["event"] } == ["gap", "mark", "exchange", "exchange", "exchange", "exchange"])
        #expect(back.map { $0["id"] } == ["0/1", nil, "1/1", "2/1", "3/1", "4/1"])
        #expect(resume(&client, "3/1").map { $0["id"] } == ["4/1"])
        #expect(resume(&client, "4/1") == [])
        #expect(client.get("/__admin/requests?since=3").json["gap"] == .null)
    }

    @Test("a reader whose next exchanges have given way is told which, and then what there is")
    func gapAfterEviction() {
        var configuration = EngineConfiguration.virtual
        configuration.journalCapacity = 2
        var client = Client(configuration: configuration)
        for _ in 1...5 { _ = client.get("/v1/auth/me") }
        let gap = #"{"cause":"dropped","since":1,"from":2,"to":3}"#
        let back = resume(&client, "1")
        #expect(back.map { $0["id"] } == ["3", "4", "5"])
        #expect(back.first == ["id": "3", "event": "gap", "data": gap])
        #expect(resume(&client, "3").map { $0["id"] } == ["4", "5"])
        let listed = client.get("/__admin/requests?since=1").json
        #expect(listed["gap"]?.text == gap)
        #expect(listed["requests"]?.array?.count == 2)
        #expect(client.get("/__admin/requests").json["gap"] == .null)
        #expect(client.get("/__admin/requests?since=3").json["gap"] == .null)
        _ = client.send(.delete, "/__admin/requests")
        #expect(resume(&client, "4").map { $0["data"] } == [#"{"cause":"dropped","since":4,"from":5,"to":5}"#])
    }

    @Test(
        "an id that is none is no place to go on from",
        arguments: ["", "x", "-1", "1/", "1/x", "1/2/3", "/", "99999999999999999999"])
    func noIndex(id: String) {
        var client = Client()
        _ = client.get("/v1/auth/me")
        #expect(resume(&client, id) == [])
    }
}
