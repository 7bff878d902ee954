import OutletContract
import OutletWire

@testable import OutletEngine

/// This double as a server for the suite: the engine without sockets, and room for somebody who spoils its answers.
final class ServerUnderTest {
    private var engine: Engine
    private var wall = Limits.virtualStart
    private let mutation: Mutation?

    init(_ configuration: EngineConfiguration = .virtual, mutation: Mutation? = nil) {
        self.engine = Engine(configuration)
        self.mutation = mutation
    }

    var server: ConformanceServer {
        ConformanceServer(
            send: { [self] request in reply(to: request) },
            pause: { [self] seconds in wall = wall + .seconds(seconds) })
    }

    private func reply(to request: Request) -> Response {
        var fields = request.headerFields
        fields.insert(HeaderField("Host", "localhost:4429"), at: 0)
        let whole = Request(method: request.method, target: request.target, headers: fields, body: request.body)
        let now = HostTime(wall: wall, monotonicNanoseconds: Int64(wall.milliseconds) * 1_000_000)
        return engine.reply(to: whole, at: now).response
    }
}

extension ConformanceSettings {
    static var ours: ConformanceSettings {
        var settings = ConformanceSettings()
        settings.webhookSecret = "whsec_test"
        return settings
    }
}

struct Mutation {}
