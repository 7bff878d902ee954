internal import OutletWire

/// One of a server's doubles of the API, with its own state, clock, faults and journal.
///
/// It holds a strong reference to its server, so the server keeps running while one of its worlds exists.
public struct MockWorld: MockControls {
    /// The name in its address: a scenario's name, which may have `~` and a label behind it, or just a label.
    public let name: String
    let server: MockServer

    init(name: String, server: MockServer) {
        self.name = name
        self.server = server
    }

    /// The world's address: `http://localhost:4429/@name`
    public var address: String { "\(server.address)/@\(PercentCoding.encoded(name))" }

    /// This world.
    public var world: MockWorld { self }

    /// Returns a control call for this world.
    func request(_ method: Method, _ path: String, _ body: String) -> Request {
        Request(
            method: method, target: "/@\(name)/__admin/\(path)",
            headers: [
                HeaderField("Host", String(server.address.dropFirst("http://".count))),
                HeaderField("Content-Type", "application/json"),
            ], body: Array(body.utf8))
    }
}
