import OutletContract
import OutletDomain
import OutletWire
import Testing

@testable import OutletEngine

@Suite("Long calls: done beside, on a copy")
struct LongCallTests {
    /// A client of a world with more in it than a call goes through at once.
    private func busy() -> Client {
        var client = Client()
        for _ in 0...1000 { _ = client.get("/v1/listings/facets") }
        return client
    }

    private func ask(
        _ client: inout Client, _ method: OutletWire.Method, _ path: String, _ body: [UInt8] = []
    ) throws -> (reply: Reply, calls: [LongCall]) {
        let fields = [HeaderField("Host", "localhost"), HeaderField("Content-Type", "application/json")]
        let request = Request(method: method, target: path, headers: fields, body: body)
        let reply = client.engine.reply(to: request, at: client.now, postponing: true)
        return (reply, client.engine.takeLongCalls())
    }

    /// Does a call, and gives the answer that comes of it.
    private func finish(_ call: LongCall, _ client: inout Client) throws -> Response {
        let outcome = try #require(call.work())
        client.engine.finish(call, outcome)
        let releases = client.engine.takeReleases()
        guard case .answer(let ticket, let response)? = releases.first, releases.count == 1 else {
            throw APIError(.notFound)
        }
        #expect(ticket == call.ticket)
        return response
    }

    @Test(
        "What goes through a large world is held, and answered as ever",
        arguments: ["state", "overview", "requests", "requests/unmatched", "outbox", "report", "metrics", "worlds"])
    func reading(path: String) throws {
        var client = busy()
        let usual = client.get("/__admin/\(path)").response
        let (reply, calls) = try ask(&client, .get, "/__admin/\(path)")
        #expect(calls.count == 1)
        guard case .held = reply.completion else { return #expect(Bool(false), "the answer is held") }
        _ = client.post("/v1/rentals", Client.h100)
        let response = try finish(calls[0], &client)
        #expect(response.status == 200 && response.body == usual.body)
    }

    @Test("A stream that begins far back is opened from beside, and misses nothing of what comes meanwhile")
    func streaming() throws {
        var client = busy()
        let (reply, calls) = try ask(&client, .get, "/__admin/requests/stream?since=0")
        guard case .held(let ticket, _) = reply.completion else { return #expect(Bool(false), "the answer is held") }
        _ = client.post("/v1/rentals", Client.h100)
        #expect(client.engine.takeReleases().isEmpty)
        let outcome = try #require(calls.first?.work())
        _ = client.get("/v1/auth/me")
        client.engine.finish(calls[0], outcome)
        _ = client.get("/v1/auth/me")
        let releases = client.engine.takeReleases()
        guard releases.count == 2, case .open(ticket, let response) = releases[0],
            case .event(ticket, let last) = releases[1]
        else { return #expect(Bool(false), "\(releases.count) releases") }
        let ids = String(decoding: response.body + last, as: UTF8.self).split(separator: "\n").filter {
            $0.hasPrefix("id: ")
        }
        #expect(ids == (1...1004).map { "id: \($0)" })
        // Near the end nothing is held.
        #expect(try ask(&client, .get, "/__admin/requests/stream?since=900").calls.isEmpty)
    }

    @Test("A stream that is not open yet loses what is too much to keep, and says how much")
    func fullQueue() throws {
        var client = busy()
        let (_, calls) = try ask(&client, .get, "/__admin/requests/stream?since=0")
        let outcome = try #require(calls.first?.work())
        for _ in 0..<2000 { _ = client.get("/v1/listings/facets") }
        client.engine.finish(calls[0], outcome)
        guard case .open(_, let response)? = client.engine.takeReleases().first else {
            return #expect(Bool(false), "the stream opens")
        }
        let text = String(decoding: response.body, as: UTF8.self)
        let events = text.split(separator: "\n").count { $0 == "event: exchange" }
        let dropped = try #require(
            text.split(separator: "\n").last?.split(separator: ":").last.flatMap { Int($0.dropLast()) })
        #expect(dropped > 0 && events + dropped == 3001)
    }

    @Test("A stream whose world is dropped before it opens just ends")
    func droppedStream() throws {
        var client = busy()
        let (reply, calls) = try ask(&client, .get, "/__admin/requests/stream?since=0")
        guard case .held(let ticket, _) = reply.completion else { return #expect(Bool(false), "the answer is held") }
        let outcome = try #require(calls.first?.work())
        _ = client.send(.delete, "/__admin/worlds/default")
        client.engine.finish(calls[0], outcome)
        #expect(client.engine.takeReleases() == [.end(ticket)])
    }

    @Test("A small world, and a caller that takes no long calls, are answered at once")
    func atOnce() throws {
        var small = Client()
        #expect(try ask(&small, .get, "/__admin/report").calls.isEmpty)
        var large = busy()
        #expect(large.get("/__admin/report").status == 200)
        #expect(large.engine.takeLongCalls().isEmpty)
    }

    @Test("A large document is read beside, and put in force as a whole; what came meanwhile is still counted")
    func writing() throws {
        var client = Client()
        _ = client.post("/v1/rentals", Client.h100)
        let state = client.get("/__admin/state").json
        _ = client.post("/__admin/reset")
        let padded = state.bytes + [UInt8](repeating: 0x20, count: 70_000)
        let (_, calls) = try ask(&client, .put, "/__admin/state", padded)
        #expect(client.get("/v1/rentals").json["rentals"]?.array?.isEmpty == true)
        #expect(try finish(calls[0], &client).status == 200)
        #expect(client.get("/v1/rentals").json["rentals"]?.array?.count == 1)
        let metrics = String(decoding: client.get("/__admin/metrics").response.body, as: UTF8.self)
        #expect(metrics.contains(#"{operation="listRentals",status="200",error="none"} 2"#))
    }

    @Test("A large call that changes a world in part is made again on what the world has become")
    func repeated() throws {
        var client = Client()
        let fault = #"{ "id": "late", "on": "me", "error": "internal_error" }"#
        let padded = Array(fault.utf8) + [UInt8](repeating: 0x20, count: 70_000)
        let (_, calls) = try ask(&client, .post, "/__admin/faults", padded)
        _ = client.post("/v1/rentals", Client.h100)
        #expect(try finish(calls[0], &client).status == 200)
        #expect(client.get("/v1/auth/me").status == 500)
        #expect(client.get("/v1/rentals").json["rentals"]?.array?.count == 1)
    }

    @Test("A large body that is refused changes nothing")
    func refused() throws {
        var client = Client()
        let body = JSONObject((0..<20_000).map { ("unknown\($0)", .integer(1)) })
        let (_, calls) = try ask(&client, .put, "/__admin/clock", JSON.object(body).bytes)
        let response = try finish(calls[0], &client)
        #expect(response.status == 400 && response.body.count < 4096)
    }

    @Test("A world that is dropped meanwhile stays dropped")
    func dropped() throws {
        var client = Client()
        client.prefix = "/@gone"
        let state = client.get("/__admin/state").json.bytes + [UInt8](repeating: 0x20, count: 70_000)
        let (_, calls) = try ask(&client, .put, "/@gone/__admin/state", state)
        client.prefix = ""
        #expect(client.send(.delete, "/__admin/worlds/gone").status == 200)
        #expect(try finish(calls[0], &client).status == 404)
        #expect(client.get("/__admin/worlds").json["worlds"] == [])
    }

    @Test("What a reset leaves of a large world is let go of beside, and the journals' weight stays right")
    func letGo() throws {
        var client = busy()
        let (reply, calls) = try ask(&client, .post, "/__admin/reset")
        #expect(reply.status == 200 && calls.count == 1)
        #expect(calls[0].ticket == nil && calls[0].work() == nil)
        #expect(client.engine.journalBytes == 0)
    }

    @Test("The world's accounts have a bound, which those who are there do not meet")
    func accounts() throws {
        var client = Client()
        for index in 1...ProviderState.accountCapacity - 1 {
            let status = client.post("/v1/auth/request-code", ["email": .string("u\(index)@example.com")]).status
            guard status == 200 else { return #expect(status == 200) }
        }
        let full = client.post("/v1/auth/request-code", ["email": "late@example.com"])
        #expect(full.status == 503 && full.error == "account_limit")
        #expect(client.post("/v1/auth/request-code", ["email": "dev@example.com"]).status == 200)
    }

    @Test("Journals above the average give up entries in turn, however many worlds there are")
    func manyJournals() {
        var configuration = EngineConfiguration.virtual
        configuration.journalBytes = 300_000
        var client = Client(configuration: configuration)
        for round in 0..<4 {
            for world in 0..<200 {
                client.prefix = "/@w\(world)"
                _ = client.get("/v1/auth/me")
                #expect(client.engine.journalBytes <= configuration.journalBytes, "round \(round)")
            }
        }
        let counts = client.engine.worlds.indices.map { client.engine.worlds[$0].journal.count }
        #expect(counts.allSatisfy { (0...4).contains($0) } && counts.reduce(0, +) > 100)
    }
}
