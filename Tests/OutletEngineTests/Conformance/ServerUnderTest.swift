import OutletContract
import OutletWire

@testable import OutletConformance
@testable import OutletEngine

/// This double as a server for the suite: the engine without sockets, and between the two a proxy that may spoil what
/// passes.
final class ServerUnderTest {
    private var engine: Engine
    /// The machine's clock, which only waiting moves.
    private var wall = Limits.virtualStart
    private let mutation: Mutation?
    /// How many messages the proxy has touched.
    private(set) var touched = 0

    init(_ configuration: EngineConfiguration = .virtual, mutation: Mutation? = nil) {
        self.engine = Engine(configuration)
        self.mutation = mutation
        if let dials = mutation?.dials {
            let type = HeaderField("Content-Type", "application/json")
            let request = Request(method: .patch, target: "/__admin/given", headers: [type], body: dials.bytes)
            touched = reply(to: request).status == 200 ? 1 : 0
        }
    }

    var server: ConformanceServer {
        ConformanceServer(
            send: { [self] request in pass(request) }, pause: { [self] seconds in wall = wall + .seconds(seconds) })
    }

    /// The same server without a control plane: one that is not this double.
    var foreignServer: ConformanceServer {
        var server = server
        server.send = { [self] request in
            request.target.hasPrefix("/__admin") ? Response(status: 404) : pass(request)
        }
        return server
    }

    private func pass(_ request: Request) -> Response {
        guard let mutation, mutation.operation.map({ $0 == operation(of: request) }) ?? isAPI(request) else {
            return reply(to: request)
        }
        let asked = mutation.rewrite?(request) ?? request
        if asked.target != request.target || asked.body != request.body || asked.headerFields != request.headerFields {
            touched += 1
        }
        var response = reply(to: asked)
        if mutation.spoil?(request, &response) == true { touched += 1 }
        return response
    }

    private func isAPI(_ request: Request) -> Bool { request.target.hasPrefix("/v1/") }

    private func operation(of request: Request) -> Operation? {
        let path = request.target.prefix { $0 != "?" }
        guard case .found(let operation, _) = Route.match(request.method, String(path)) else { return nil }
        return operation
    }

    private func reply(to request: Request) -> Response {
        let fields = [HeaderField("Host", "localhost:4429")] + request.headerFields
        let whole = Request(method: request.method, target: request.target, headers: fields, body: request.body)
        return engine.reply(to: whole, at: HostTime(wall: wall, monotonicNanoseconds: 0)).response
    }
}
