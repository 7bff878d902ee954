internal import OutletEngine

/// A running double of the GPU Outlet API, on a port of its own.
///
///     let server = try MockServer.start()
///     … talk to server.url …
///     server.stop()
///
/// All members are safe from any thread. A server that nobody holds any more stops.
public final class MockServer: Sendable {
    /// The port that it listens on.
    public let port: Int
    /// Where clients find it, without a slash at the end: `http://localhost:4429`.
    public let url: String

    private let control: LoopControl
    private let thread: LoopThread
    private let clock: TransportClock

    /// Starts a server on `localhost` (127.0.0.1 and ::1) or a numeric address. Port 0 is any free one.
    public static func start(host: String = "localhost", port: Int = 0) throws(MockServerError) -> MockServer {
        var configuration = ServerConfiguration()
        configuration.host = host
        configuration.port = port
        return try MockServer(configuration, handler: EngineBox(Engine()).handler)
    }

    /// Starts a server over any handler.
    package init(_ configuration: ServerConfiguration, handler: Handler) throws(MockServerError) {
        let descriptorLimit = Socket.raiseDescriptorLimit()
        let listening = try Listening.open(host: configuration.host, port: configuration.port)
        do {
            let control = try LoopControl()
            let kind = configuration.usesPoll ? Poller.Kind.poll : .best
            let pollerDescriptor = try kind.open()
            // Standard streams, listeners, the pipe, scenario files: a process needs some for itself.
            let connectionLimit = max(1, min(configuration.maxConnections, descriptorLimit - 32))
            thread = try LoopThread {
                var loop = EventLoop(
                    handler: handler, configuration: configuration, control: control,
                    poller: Poller(kind, descriptor: pollerDescriptor), listeners: listening.sockets,
                    connectionLimit: connectionLimit)
                loop.run()
            }
            self.control = control
        } catch {
            listening.close()
            throw error
        }
        clock = configuration.clock
        port = listening.port
        url = "http://\(MockServer.urlHost(configuration.host)):\(listening.port)"
    }

    deinit { stop() }

    /// Stops accepting, cuts what only waits, lets answers that are on their way leave (at most 5 seconds), and
    /// returns when the last socket is closed. Stopping twice does no harm.
    public func stop() {
        control.requestStop()
        thread.join()
    }

    /// Has the loop look whether the engine has released something outside of a request.
    package func wake() { control.pipe.wake() }

    /// Moves a clock that stands still, and has the loop see it.
    package func advanceTransportClock(byMilliseconds milliseconds: Int) {
        guard case .manual(let clock) = clock else { preconditionFailure("Only a manual clock can be moved") }
        clock.advance(byMilliseconds: milliseconds)
        control.pipe.wake()
    }

    /// An address that means all addresses is reached at this machine's own name.
    private static func urlHost(_ host: String) -> String {
        if host == "0.0.0.0" || host == "::" { return "localhost" }
        return host.contains(":") ? "[\(host)]" : host
    }
}
