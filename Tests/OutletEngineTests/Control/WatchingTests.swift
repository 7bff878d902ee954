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
            ("calls=me&timeout=5", "timeout"), ("calls=me&timeout=2h", "timeout"), ("calls=me&error=oops", "error"),
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
}
