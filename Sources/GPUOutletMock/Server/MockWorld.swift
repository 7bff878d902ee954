internal import OutletWire

/// One double of the API among the many of a server: state, clock, faults and journal of its own.
///
/// It holds its server: as long as there is one of its worlds, the server goes on.
public struct MockWorld: MockControls {
    /// The name in its address: a scenario's, with anything behind a `~`.
    public let name: String
    let server: MockServer

    init(name: String, server: MockServer) {
        self.name = name
        self.server = server
    }

    /// `http://localhost:4429/@name`
    public var address: String { "\(server.address)/@\(PercentCoding.encoded(name))" }

    /// Itself.
    public var world: MockWorld { self }

    /// A control call that is about this world.
    func request(_ method: Method, _ path: String, _ body: String) -> Request {
        Request(
            method: method, target: "/@\(name)/__admin/\(path)",
            headers: [
                HeaderField("Host", String(server.address.dropFirst("http://".count))),
                HeaderField("Content-Type", "application/json"),
            ], body: Array(body.utf8))
    }
}
