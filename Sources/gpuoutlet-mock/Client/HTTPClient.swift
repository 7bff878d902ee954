import OutletWire

/// Sends one request per connection. It speaks plain HTTP to numeric hosts and localhost itself and leaves host names
/// and https to curl, so that the static binary needs neither a resolver nor a TLS library.
struct HTTPClient: Sendable {
    var timeout: Duration = .seconds(10)

    /// Sends to `server.path + request.target` and adds `Host`, `Content-Length` and `Connection`.
    func send(_ request: Request, to server: ServerURL) throws(ClientError) -> Response {
        let deadline = ContinuousClock.now + timeout
        let addresses = SocketAddress.numeric(server.host, port: server.port)
        if server.isSecure || addresses.isEmpty {
            return try Curl.send(request, to: server, timeout: timeout)
        }
        let socket = try connect(to: addresses, server: server, deadline: deadline)
        defer { socket.close() }
        try socket.send(HTTPClient.bytes(of: request, to: server), deadline: deadline)
        var reader = ResponseReader(isHead: request.method == .head)
        while true {
            let chunk = try socket.receive(deadline: deadline)
            if let response = try chunk.isEmpty ? reader.finish() : reader.take(chunk) { return response }
        }
    }

    /// Tries the addresses in order: localhost has two.
    private func connect(
        to addresses: [SocketAddress], server: ServerURL, deadline: ContinuousClock.Instant
    ) throws(ClientError) -> ClientSocket {
        var failure = ClientError.unreachable("no address")
        for address in addresses {
            do {
                return try ClientSocket(connectingTo: address, deadline: deadline)
            } catch {
                failure = error
            }
        }
        throw failure
    }

    private static func bytes(of request: Request, to server: ServerURL) -> [UInt8] {
        var head = "\(request.method.name) \(server.path)\(request.target) HTTP/1.1\r\n"
        if request.header("Host") == nil { head += "Host: \(server.authority)\r\n" }
        for field in request.headerFields { head += "\(field.name): \(field.value)\r\n" }
        if !request.body.isEmpty || [.post, .put, .patch].contains(request.method) {
            head += "Content-Length: \(request.body.count)\r\n"
        }
        head += "Connection: close\r\n\r\n"
        return Array(head.utf8) + request.body
    }
}
