import OutletContract
import OutletScenarios
import OutletWire
import Testing

@testable import OutletEngine

@Suite("How faults end connections")
struct EndingTests {
    private static let launch = "POST /v1/rentals"

    /// The head of a launch, as the loop hands it over before the body has come.
    private static func head(_ fields: [HeaderField] = []) -> Request {
        let headers = [HeaderField("Host", "localhost:4429"), HeaderField("Cookie", "sid=dev")] + fields
        return Request(method: .post, target: "/v1/rentals", headers: headers)
    }

    private static func client(_ faults: String, clock: EngineConfiguration.ClockChoice? = nil) throws -> Client {
        var configuration = EngineConfiguration()
        configuration.clock = clock ?? .virtual
        return try Client(scenario: "{ why: 'w', faults: [\(faults)] }", configuration: configuration)
    }

    @Test("An early end is decided by the head, and the operation never runs")
    func early() throws {
        var client = try Self.client("{ id: 'cut', on: 'createRental', nth: 2, connection: 'early' }")
        #expect(client.engine.reply(toHead: Self.head(), at: client.now) == nil)
        #expect(client.post("/v1/rentals", Client.h100).status == 200)
        let reply = client.engine.reply(toHead: Self.head(), at: client.now)
        #expect(reply?.delivery == Delivery(ending: .early) && reply?.deliveryID?.number == 2)
        let entry = client.get("/__admin/requests/2").json
        #expect(entry["connection"] == "early" && entry["delivery"] == "lost" && entry["fault"] == "cut")
        #expect(entry["committed"] == false && entry["user"] == "dev@example.com" && entry["response"] == .null)
        #expect(entry["request"]?["body"] == .null)
        #expect(client.get("/v1/rentals").json["rentals"]?.array?.count == 1)
        #expect(client.get("/__admin/faults").json["faults"]?.array?.first?["matched"] == 2)
        #expect(client.engine.reply(toHead: Self.head(), at: client.now) == nil)
    }

    @Test("Whether the body has come with the head makes no difference, to what is answered and to what is counted")
    func sameWithBody() throws {
        let faults = """
            { id: 'b', on: 'createRental', when: { 'body.gpuCount': 1 }, nth: 2, error: 'internal_error' },
            { id: 'cut', on: 'createRental', after: 1, times: 1, connection: 'early' }
            """
        var whole = try Self.client(faults)
        var parts = try Self.client(faults)
        for _ in 0..<4 {
            let expected = whole.post("/v1/rentals", Client.h100)
            let byHead = parts.engine.reply(toHead: Self.head(), at: parts.now)
            let reply = byHead ?? parts.post("/v1/rentals", Client.h100)
            #expect(reply.delivery == expected.delivery && reply.response.body == expected.response.body)
        }
        let faultsOf = { (client: inout Client) in client.get("/__admin/faults").json }
        #expect(faultsOf(&whole) == faultsOf(&parts))
        for number in 1...4 {
            var entries = [
                whole.get("/__admin/requests/\(number)").json, parts.get("/__admin/requests/\(number)").json,
            ]
            entries = entries.map { entry in
                ["fault": entry["fault"] ?? .null, "body": entry["request"]?["body"] ?? .null]
            }
            #expect(entries[0] == entries[1])
        }
    }

    @Test("A head is asked about no more than there is an early end for")
    func notAsked() throws {
        var client = try Self.client("{ on: 'me', connection: 'early' }, { on: 'createRental', connection: 'reset' }")
        #expect(client.engine.reply(toHead: Self.head(), at: client.now) == nil)
        let header = { (text: String) in Self.head([HeaderField("X-Mock-Fault", text)]) }
        #expect(client.engine.reply(toHead: header("connection=close"), at: client.now) == nil)
        #expect(client.engine.reply(toHead: header("conection=early"), at: client.now) == nil)
        #expect(client.get("/__admin/requests").json["requests"] == [])
        let reply = client.engine.reply(toHead: header("connection=early"), at: client.now)
        #expect(reply?.delivery.ending == .early)
        #expect(client.get("/__admin/requests/1").json["fault"] == "header")
    }

    @Test("A world that is not there yet is made for an early end, and for nothing less")
    func freshWorld() throws {
        var client = try Self.client("{ on: 'createRental', connection: 'early' }")
        var head = Self.head([HeaderField("X-Mock-World", "fresh")])
        #expect(client.engine.reply(toHead: head, at: client.now)?.delivery.ending == .early)
        #expect(client.get("/__admin/worlds").json["worlds"]?.array?.count == 1)
        head = Self.head([HeaderField("X-Mock-World", "healthy~x")])
        #expect(client.engine.reply(toHead: head, at: client.now) == nil)
        #expect(client.get("/__admin/worlds").json["worlds"]?.array?.count == 1)
    }

    @Test("Under a virtual clock the wait for a body moves the world, and the end of a connection is not waited for")
    func virtual() throws {
        var client = try Self.client(
            "{ on: 'me', delay: '1s', bodyDelay: '2s' }, { on: 'facets', connection: { lastAfter: '1h' } }")
        #expect(client.get("/v1/auth/me").delivery == .now)
        #expect(client.get("/__admin/clock").json["now"] == "2026-06-07T08:00:03.000Z")
        #expect(client.get("/__admin/requests/1").json["bodyDelayMilliseconds"] == 2000)
        #expect(client.send(.head, "/v1/auth/me").delivery == .now)
        #expect(client.get("/__admin/clock").json["now"] == "2026-06-07T08:00:04.000Z")
        #expect(client.get("/v1/catalog/facets").delivery == Delivery(ending: .last()))
        #expect(client.get("/__admin/clock").json["now"] == "2026-06-07T08:00:04.000Z")
    }

    @Test(
        "A body that never leaves does not wait", arguments: ["reset", "close", "hang", "early", "garbage"])
    func noBody(ending: String) throws {
        var client = try Self.client(
            "{ on: 'me', bodyDelay: '2s' }, { on: 'me', connection: '\(ending)' }", clock: .live)
        #expect(client.get("/v1/auth/me").delivery.bodyDelayMilliseconds == 0)
    }

    @Test("Delays of the body are drawn apart from the answer's")
    func draws() throws {
        var client = try Self.client("{ id: 'd', on: 'me', delay: '0ms..10s', bodyDelay: '0ms..10s' }", clock: .live)
        let deliveries = (0..<5).map { _ in client.get("/v1/auth/me").delivery }
        #expect(deliveries.contains { $0.delayMilliseconds != $0.bodyDelayMilliseconds })
        var again = try Self.client("{ id: 'd', on: 'me', delay: '0ms..10s', bodyDelay: '0ms..10s' }", clock: .live)
        #expect((0..<5).map { _ in again.get("/v1/auth/me").delivery } == deliveries)
    }

    @Test("Faults count the calls of each connection")
    func perConnection() throws {
        var client = try Self.client("{ on: 'me', per: 'connection', nth: 2, connection: 'close' }")
        var endings: [Delivery.Ending] = []
        for connection in [1, 2, 1, 2, 1, 3] {
            var request = Request(
                method: .get, target: "/v1/auth/me",
                headers: [HeaderField("Host", "localhost"), HeaderField("Cookie", "sid=dev")])
            request.connection = connection
            endings.append(client.engine.reply(to: request, at: client.now).delivery.ending)
        }
        #expect(endings == [.complete, .complete, .close, .close, .complete, .complete])
        #expect(client.get("/v1/auth/me").delivery == .now, "a call that came by no connection is not counted")
    }
}
