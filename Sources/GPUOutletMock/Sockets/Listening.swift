#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The sockets that a server listens on: one, or for `localhost` two with the same port.
struct Listening: Sendable {
    let sockets: [Socket]
    let port: Int

    /// The number of connections that the kernel queues until we accept them. It lowers this to its own limit.
    private static let backlog: Int32 = 4096
    /// The number of attempts to find a port that is free on both addresses.
    private static let attempts = 64

    /// Opens the sockets. `host` is `localhost`, which is 127.0.0.1 and ::1, or a numeric address; port 0 picks any
    /// free one.
    static func open(host: String, port: Int) throws(MockServerError) -> Listening {
        guard (0...65_535).contains(port) else { throw .invalidPort(port) }
        if host == "localhost" { return try openBoth(port: port) }
        let socket = try listen(on: host, port: port)
        return Listening(sockets: [socket], port: SocketAddress.port(of: socket) ?? port)
    }

    func close() {
        for socket in sockets { socket.close() }
    }

    private static func openBoth(port: Int) throws(MockServerError) -> Listening {
        for _ in 0..<attempts {
            let first = try listen(on: "127.0.0.1", port: port)
            let chosen = SocketAddress.port(of: first) ?? port
            do {
                let second = try listen(on: "::1", port: chosen)
                return Listening(sockets: [first, second], port: chosen)
            } catch {
                switch error {
                case .cannotListen(_, _, EADDRNOTAVAIL), .cannotListen(_, _, EAFNOSUPPORT):
                    return Listening(sockets: [first], port: chosen)  // a machine without IPv6
                case .cannotListen(_, _, EADDRINUSE) where port == 0:
                    first.close()
                default:
                    first.close()
                    throw error
                }
            }
        }
        throw .cannotListen(host: "localhost", port: 0, errorNumber: EADDRINUSE)
    }

    private static func listen(on host: String, port: Int) throws(MockServerError) -> Socket {
        guard let address = SocketAddress(host, port: port) else { throw .invalidHost(host) }
        let listener = Socket(descriptor: socket(address.family, Socket.streamType, 0))
        guard listener.descriptor >= 0 else { throw .cannotListen(host: host, port: port, errorNumber: errno) }
        listener.makeNonBlocking()
        listener.sendAtOnce()
        // Lets a restart take the port while the last run's connections are in TIME_WAIT.
        listener.setOption(SOL_SOCKET, SO_REUSEADDR, 1)
        if address.family == AF_INET6 {
            // Only the unspecified address accepts IPv4 too; `localhost` has a socket for each.
            listener.setOption(Socket.ipv6Level, IPV6_V6ONLY, host == "::" ? 0 : 1)
        }
        let isBound = address.withPointer { bind(listener.descriptor, $0, $1) } == 0
        guard isBound, startListening(listener.descriptor, backlog) == 0 else {
            let errorNumber = errno
            listener.close()
            throw .cannotListen(host: host, port: port, errorNumber: errorNumber)
        }
        return listener
    }
}

// At file scope the method of the same name does not hide the C function.
private func startListening(_ descriptor: Int32, _ backlog: Int32) -> Int32 { listen(descriptor, backlog) }
