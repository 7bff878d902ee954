import OutletContract
import OutletScenarios
import OutletWire

/// `health [URL]`
enum HealthCommand {
    static func run(_ invocation: Invocation, streams: Streams) throws(UsageError) -> ExitCode {
        let server = try server(of: invocation)
        do {
            let request = Request(method: .get, target: "/__admin/ready")
            let response = try HTTPClient(timeout: .seconds(5)).send(request, to: server)
            if response.status == 200 {
                streams.print("\(server) is ready")
                return .ok
            }
            streams.complain("\(Product.name): \(server) answers \(response.status), so it is not ready")
            return response.status == 503 ? .failed : .cannot
        } catch {
            streams.complain("\(Product.name): cannot reach \(server): \(error.message)".withoutControls)
            return .cannot
        }
    }

    /// The given URL, else the address at which `serve` would listen with the same options.
    private static func server(of invocation: Invocation) throws(UsageError) -> ServerURL {
        guard let text = invocation.operands.first else {
            return ServerURL(host: loopback(for: invocation.text(.host)), port: invocation.integer(.port))
        }
        return try ServerURL.read(text, for: .health)
    }

    /// Replaces a wildcard address with the loopback address.
    private static func loopback(for host: String) -> String {
        switch host {
        case "0.0.0.0": "127.0.0.1"
        case "::": "::1"
        default: host
        }
    }
}

extension ServerURL {
    /// Reads an operand that must be a URL.
    static func read(_ text: String, for command: Command) throws(UsageError) -> ServerURL {
        guard let server = ServerURL(text) else {
            throw UsageError("'\(text)' is not an address such as http://localhost:4429", command: command)
        }
        return server
    }
}
