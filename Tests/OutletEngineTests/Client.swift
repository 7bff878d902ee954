import OutletContract
import OutletEngine
import OutletScenarios
import OutletWire

/// A client without a socket: one engine, a wall clock that stands still, and short ways to ask it things.
struct Client {
    var engine: Engine
    var wall = Limits.virtualStart
    /// What stands before each path, such as `/@name`.
    var prefix = ""
    var sid: String? = "dev"

    init(_ scenario: Scenario? = nil, configuration: EngineConfiguration = .virtual) {
        engine = Engine(
            configuration,
            library: scenario.map { ScenarioLibrary([$0], defaultName: $0.name) } ?? ScenarioLibrary())
    }

    /// A client of a scenario that is written down as in a file.
    init(scenario text: String, configuration: EngineConfiguration = .virtual) throws {
        self.init(try Scenario.read(Array(text.utf8), file: "test.json"), configuration: configuration)
    }

    var now: HostTime {
        HostTime(wall: wall, monotonicNanoseconds: Int64(wall.milliseconds) * 1_000_000)
    }

    mutating func send(
        _ method: OutletWire.Method, _ path: String, _ body: JSON? = nil, headers: [HeaderField] = []
    ) -> Reply {
        var fields = [HeaderField("Host", "localhost:4429")] + headers
        if let sid { fields.append(HeaderField("Cookie", "sid=\(sid)")) }
        if body != nil { fields.append(HeaderField("Content-Type", "application/json")) }
        let request = Request(method: method, target: prefix + path, headers: fields, body: body?.bytes ?? [])
        return engine.reply(to: request, at: now)
    }

    mutating func get(_ path: String, headers: [HeaderField] = []) -> Reply { send(.get, path, headers: headers) }
    mutating func post(_ path: String, _ body: JSON? = nil, headers: [HeaderField] = []) -> Reply {
        send(.post, path, body, headers: headers)
    }

    @discardableResult
    mutating func advance(_ span: String) -> Reply { post("/__admin/clock/advance", ["by": .string(span)]) }

    static let h100: JSON = ["familyId": "h100-80gb", "gpuCount": 1]
}

extension EngineConfiguration {
    static var virtual: EngineConfiguration {
        var configuration = EngineConfiguration()
        configuration.clock = .virtual
        return configuration
    }
}

extension Reply {
    var status: Int { response.status }
    var json: JSON { (try? JSON.parse(response.body)) ?? .null }
    var error: String? { json["error"]?.string }
    func header(_ name: String) -> String? { response.header(name) }
}
